import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ok, startHost } from '../../support/host/host.js';
import { listed } from '../../support/host/listed.js';
import { installedEntry, npm, packed } from '../../support/programs/packed.js';
import { temporaryFolder } from '../../support/temporary.js';

jest.setTimeout(300_000);
const run = promisify(execFile);

/** Where its author works, with the plugin in a folder of its name. */
let cwd: string;
let plugin: string;

beforeAll(async () => {
  const [host = '', ...others] = await Promise.all(['', 'core', 'test'].map(packed));
  const unpacked = temporaryFolder();
  await run('tar', ['-xzf', host, '-C', unpacked]);
  cwd = temporaryFolder();
  plugin = join(cwd, 'sla');
  const entry = join(unpacked, 'package', 'dist', 'bin.js');
  const { stderr } = await run(process.execPath, [entry, 'new', 'plugin', 'sla'], { cwd });
  expect(stderr).toContain('cd sla\n  npm install\n  npm test\n');
  // Its author has these three from npm.
  await npm(plugin, 'install', host, ...others, '--no-save', '--prefer-offline', '--no-audit', '--no-fund');
});

describe('a plugin made by the published host, outside of the repository', () => {
  it('builds, and passes its own tests', async () => {
    await npm(plugin, 'test');
    expect(existsSync(join(plugin, 'kestra-mcp.manifest.json'))).toBe(true);
  });

  it('is packed with its manifest and without its tests', async () => {
    const [{ files }] = JSON.parse(await npm(plugin, 'pack', '--dry-run', '--json', '--ignore-scripts'));
    const names = files.map(({ path }: { path: string }) => path);
    expect(names).toEqual(
      expect.arrayContaining(['dist/index.js', 'dist/index.d.ts', 'kestra-mcp.manifest.json']),
    );
    expect(names.filter((name: string) => /test|src/.test(name))).toEqual([]);
  });

  it('is there after one line of configuration', async () => {
    writeFileSync(join(cwd, 'kestra-mcp.config.mjs'), "export default { plugins: ['./sla'] };\n");
    const entry = installedEntry(plugin);
    const [tool, ...others] = await listed({ entry, cwd });
    expect(others).toEqual([]);
    expect(tool).toMatchObject({ plugin: 'kestra-mcp-sla', group: 'sla', tool: 'count_sla', enabled: true });
    const { client, stderr, stop } = await startHost({ entry, cwd, args: ['--sandbox'] });
    expect(await ok(client, 'count_sla', { namespace: 'acme' })).toEqual({ flows: 0, too_many: false });
    expect(stderr()).toBe('');
    await stop();
  });
});

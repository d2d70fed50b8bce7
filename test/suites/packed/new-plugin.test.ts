import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RELEASED } from '../../../core/bundle/released.js';
import { ok, startHost } from '../../support/host/host.js';
import { listed } from '../../support/host/listed.js';
import { runHost } from '../../support/host/raw.js';
import { ENTRY } from '../../support/paths.js';
import { installed, installedEntry, npm, outsideOfNpm, packed } from '../../support/programs/packed.js';
import { type Registry, startRegistry } from '../../support/programs/registry.js';
import { temporaryFolder } from '../../support/temporary.js';

jest.setTimeout(300_000);
const run = promisify(execFile);

const OWN = ['', 'core', 'test'];

/** Once our packages are released, a plugin takes them from the registry: this one has them as they are built here. */
let registry: Registry | undefined;
beforeAll(async () => {
  if (RELEASED) registry = await startRegistry(await Promise.all(OWN.map(packed)), await outside());
});
afterAll(() => registry?.close());

const outside = async () => (await npm(temporaryFolder(), 'config', 'get', 'registry')).trim();

/** Where its author works, with the plugin in a folder of its name. */
let cwd: string;

/** Makes the plugin with this host, and does what that says is next, to the letter. */
async function made(entry: string): Promise<string> {
  cwd = join(temporaryFolder(), 'my plugins');
  mkdirSync(cwd);
  const { stderr } = await run(process.execPath, [entry, 'new', 'plugin', 'sla'], { cwd });
  const [steps = ''] = /(?:^ {2}\S.*\n)+/m.exec(stderr) ?? [];
  expect(steps).toBe('  cd sla\n  npm install\n  npm test\n');
  // What has been fetched before need not be fetched again.
  const own = registry && { npm_config_registry: registry.url };
  const env = { ...outsideOfNpm(), npm_config_prefer_offline: 'true', npm_config_audit: 'false', ...own };
  await run('bash', ['-euc', steps], { cwd, env, timeout: 250_000 });
  return join(cwd, 'sla');
}

describe.each([
  ['the host of a clone', async () => ENTRY],
  [
    'an installed host, with the packages beside it',
    async () => installedEntry(await installed(...(await Promise.all(OWN.map(packed))))),
  ],
])('a plugin made by %s, outside of the repository', (_, entryOf) => {
  let plugin: string;
  beforeAll(async () => {
    plugin = await made(await entryOf());
  });

  it('is built and tested by the steps that are printed', () => {
    expect(existsSync(join(plugin, 'kestra-mcp.manifest.json'))).toBe(true);
    expect(existsSync(join(plugin, 'dist', 'sla.tools.test.js'))).toBe(true);
  });

  it('is packed with its manifest and without its tests', async () => {
    const [{ files }] = JSON.parse(await npm(plugin, 'pack', '--dry-run', '--json', '--ignore-scripts'));
    const names = files.map(({ path }: { path: string }) => path);
    expect(names).toEqual(
      expect.arrayContaining(['dist/index.js', 'dist/index.d.ts', 'kestra-mcp.manifest.json']),
    );
    expect(names.filter((name: string) => /test|src|npmrc/.test(name))).toEqual([]);
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

const alone = async () => {
  const cwd = temporaryFolder();
  const entry = installedEntry(await installed(await packed('')));
  return { cwd, ...(await runHost({ entry, cwd, args: ['new', 'plugin', 'sla'] })) };
};

if (RELEASED)
  it('an installed host alone makes a plugin, which takes everything from npm', async () => {
    const { cwd, code } = await alone();
    expect([code, existsSync(join(cwd, 'sla/.npmrc'))]).toEqual([0, false]);
    const { devDependencies } = JSON.parse(readFileSync(join(cwd, 'sla/package.json'), 'utf8'));
    for (const name of ['kestra-mcp', '@kestra-mcp/core', '@kestra-mcp/testing'])
      expect([name, devDependencies[name]]).toEqual([name, expect.stringMatching(/^\^\d/)]);
  });
else
  it('no plugin is made by an installed host alone, which has nothing to build one with', async () => {
    const { cwd, code, stderr } = await alone();
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('@kestra-mcp/core') });
    expect(stderr).toContain('not published on npm yet');
    expect(readdirSync(cwd)).toEqual([]);
  });

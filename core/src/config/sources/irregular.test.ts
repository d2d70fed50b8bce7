import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { describeError } from '../../foundation/errors.js';
import { LARGEST_FILE } from '../../foundation/read-limited.js';
import { loadPlugins } from '../../plugin/load/load.js';
import { loadConfig } from '../load.js';

/** What is wrong with the user's own folder. */
const fails = async (folder: string, argv: string[] = []): Promise<string> =>
  loadConfig({ argv, env: {}, cwd: join(folder, 'none'), userConfigFolder: folder }).then(
    () => '',
    describeError,
  );

/** What takes the place of a file whose content would never end. */
const ENDLESS: [string, (path: string) => void][] = [
  ['a pipe', (path) => void execFileSync('mkfifo', [path])],
  ['a device', (path) => symlinkSync('/dev/zero', path)],
];

(process.platform === 'win32' ? describe.skip : describe).each(ENDLESS)('%s', (_, make) => {
  it.each(['json', 'yaml', 'mjs', 'ts'])(
    'in the place of kestra-mcp.config.%s is not read',
    async (ending) => {
      const folder = temporaryFolder({});
      const path = join(folder, `kestra-mcp.config.${ending}`);
      make(path);
      expect(await fails(folder)).toBe(`${path} cannot be read: it is not a regular file`);
      expect(await fails(folder, ['--config', path])).toBe(
        `--config points to ${path}, but no file exists there.`,
      );
    },
  );

  it('in the place of .env or package.json is passed over', async () => {
    const folder = temporaryFolder({});
    for (const name of ['.env', 'package.json']) make(join(folder, name));
    expect(await fails(folder)).toBe('');
  });

  it("in the place of a plugin's files is its problem", async () => {
    const folder = temporaryFolder({
      'manifest/package.json': '{"kestraMcp":{"apiVersion":1,"manifest":"m.json"}}',
    });
    for (const name of ['package', 'code']) mkdirSync(join(folder, name));
    for (const name of ['package/package.json', 'code/index.js', 'file.js', 'manifest/m.json'])
      make(join(folder, name));
    const names = ['./package', './manifest', './code', './file.js'];
    const entries = names.map((plugin) => ({ plugin, options: {} }));
    const { quarantined } = await loadPlugins(entries, { folder, startMs: 1_000 });
    expect(quarantined.map(({ problem }) => describeError(problem).replaceAll(folder, ''))).toEqual([
      'The plugin "./package" has no readable /package/package.json.\nReinstall it.',
      expect.stringContaining(
        'has a manifest that cannot be read (it is not a regular file): /manifest/m.json.',
      ),
      expect.stringContaining('The plugin "./code" could not be loaded: it is not a regular file'),
      expect.stringContaining('The plugin "./file.js" could not be loaded: it is not a regular file'),
    ]);
  });
});

it.each(['kestra-mcp.config.json', 'kestra-mcp.config.yaml', '.env'])('%s has a limit', async (name) => {
  const folder = temporaryFolder({});
  writeFileSync(join(folder, name), '# '.padEnd(LARGEST_FILE + 1));
  expect(await fails(folder)).toContain(`it is larger than ${LARGEST_FILE} bytes`);
});

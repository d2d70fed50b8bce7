import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { lacksHostModule } from './host-modules.js';

type Files = Readonly<Record<string, string>>;

let offering: string;
beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./host-modules.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  offering = outputFiles[0]?.text ?? '';
});

/** Imports a plugin's file in a Node of its own, before and after the host offers its modules; what came out, in lines. */
async function imported(name: string, files: Files): Promise<string[]> {
  const host = temporaryFolder({
    'package.json': '{"type":"module"}',
    'host-modules.js': offering,
    'index.js': 'export const name = "core of the host";',
    'zod.js': 'export const name = "zod of the host";',
  });
  // Twice the same, since Node remembers what it could not link.
  const [before, after] = [0, 1].map(() => join(temporaryFolder(files), name));
  const main = `
    import { pathToFileURL } from 'node:url';
    import { findsCore, lacksHostModule, offerHostModules } from ${JSON.stringify(pathToFileURL(join(host, 'host-modules.js')))};
    const load = async (file) => {
      const text = await import(pathToFileURL(file)).then(
        (plugin) => plugin.default,
        (error) => [error.code, lacksHostModule(error)].join(' '),
      );
      console.log(text);
    };
    console.log(findsCore(${JSON.stringify(before)}));
    await load(${JSON.stringify(before)});
    console.log(offerHostModules(), offerHostModules());
    await load(${JSON.stringify(after)});`;
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', main];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 100_000 });
  return stdout.trim().split('\n');
}

const aPackage = (name: string, code: string) => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, type: 'module', exports: './index.js' }),
  [`node_modules/${name}/index.js`]: code,
});
const BOTH = `
  import { name as core } from '@kestra-mcp/core';
  import { name as zod } from 'zod';
  export default [core, zod].join(', ');`;
const REQUIRED = `
  module.exports = [require('@kestra-mcp/core').name, require('zod').name].join(', ');`;
const OF_HOST = 'core of the host, zod of the host';

describe('offerHostModules', () => {
  it.each<[string, string, Files, string]>([
    ['is a module', 'plugin.mjs', { 'plugin.mjs': BOTH }, 'ERR_MODULE_NOT_FOUND true'],
    ['is CommonJS', 'plugin.cjs', { 'plugin.cjs': REQUIRED }, 'MODULE_NOT_FOUND true'],
    [
      'has a dependency that needs them',
      'plugin.mjs',
      { 'plugin.mjs': 'export { default } from "dep";', ...aPackage('dep', BOTH) },
      'ERR_MODULE_NOT_FOUND true',
    ],
  ])(
    "gives the host's own, once, to a plugin that is not installed and %s",
    async (_, name, files, before) => {
      expect(await imported(name, files)).toEqual(['false', before, 'true false', OF_HOST]);
    },
    30_000,
  );

  it('leaves a plugin what it has itself', async () => {
    const [zod, core] = ['zod', '@kestra-mcp/core'].map((name) =>
      aPackage(name, 'export const name = "of the plugin";'),
    );
    const files = { 'plugin.mjs': BOTH, ...zod };
    expect(await imported('plugin.mjs', files)).toContain('core of the host, of the plugin');
    expect(await imported('plugin.mjs', { ...files, ...core })).toEqual([
      'true',
      'of the plugin, of the plugin',
      'true false',
      'of the plugin, of the plugin',
    ]);
  }, 30_000);

  it.each([
    ['plugin.mjs', `${BOTH}\nimport 'left-pad';`, 'ERR_MODULE_NOT_FOUND false'],
    ['plugin.cjs', `${REQUIRED}\nrequire('left-pad');`, 'MODULE_NOT_FOUND false'],
  ])(
    'finds nothing else for %s',
    async (name, code, says) => {
      expect((await imported(name, { [name]: code })).at(-1)).toBe(says);
    },
    30_000,
  );
});

describe('lacksHostModule', () => {
  const missing = (name: string, code = 'ERR_MODULE_NOT_FOUND') =>
    Object.assign(new Error(`Cannot find package '${name}' imported from /p/index.js`), { code });

  it.each([
    [missing('zod'), true],
    [missing('zod/v4'), true],
    [missing('@kestra-mcp/core'), true],
    [missing('@kestra-mcp/core', 'MODULE_NOT_FOUND'), true],
    [missing('left-pad'), false],
    [missing('zod-to-json-schema'), false],
    [missing('zod', 'EACCES'), false],
    ["Cannot find package 'zod'", false],
    [undefined, false],
  ])('%s: %s', (error, lacks) => {
    expect(lacksHostModule(error)).toBe(lacks);
  });
});

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { transform } from '@swc/core';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { lacksHostModule } from './host-modules.js';

const SOURCE = new URL('./host-modules.ts', import.meta.url);

/** Imports a plugin's file in a Node of its own, beside a host with these modules; what it says comes back. */
async function imported(plugin: string, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const { code } = await transform(readFileSync(SOURCE, 'utf8'), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  });
  const host = temporaryFolder({
    'package.json': '{"type":"module"}',
    'index.js': 'export const name = "core of the host";',
    'plugin/host-modules.js': code,
    'node_modules/zod/package.json': '{"name":"zod","type":"module","exports":"./index.js"}',
    'node_modules/zod/index.js': 'export const name = "zod of the host";',
  });
  const outside = temporaryFolder({ 'plugin.mjs': plugin, ...files });
  const main = `
    import { lacksHostModule, offerHostModules } from ${url(host, 'plugin/host-modules.js')};
    const say = (...words) => console.log(words.join(' '));
    const load = (query) => import(${url(outside, 'plugin.mjs')} + query).then(({ names }) => say(names), (error) => say(error.code, lacksHostModule(error)));
    await load('');
    say(offerHostModules(), offerHostModules());
    await load('?again');`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', main], {
    timeout: 20_000,
  });
  return stdout.trim().split('\n');
}

const url = (folder: string, file: string) => JSON.stringify(pathToFileURL(join(folder, file)).href);
const BOTH = `
  import { name as core } from '@kestra-mcp/core';
  import { name as zod } from 'zod';
  export const names = [core, zod].join(', ');`;

describe('offerHostModules', () => {
  it("gives a plugin without an installation the host's own, once", async () => {
    expect(await imported(BOTH)).toEqual([
      'ERR_MODULE_NOT_FOUND true',
      'true false',
      'core of the host, zod of the host',
    ]);
  }, 30_000);

  it('leaves a plugin what it has itself', async () => {
    const own = {
      'node_modules/zod/package.json': '{"name":"zod","type":"module","exports":"./index.js"}',
      'node_modules/zod/index.js': 'export const name = "zod of the plugin";',
    };
    expect((await imported(BOTH, own)).at(-1)).toBe('core of the host, zod of the plugin');
  }, 30_000);

  it('finds nothing else for it', async () => {
    const other = `${BOTH}\nimport 'left-pad';`;
    expect((await imported(other)).at(-1)).toBe('ERR_MODULE_NOT_FOUND false');
  }, 30_000);
});

describe('lacksHostModule', () => {
  const missing = (name: string) =>
    Object.assign(new Error(`Cannot find package '${name}' imported from /p/index.js`), {
      code: 'ERR_MODULE_NOT_FOUND',
    });

  it.each([
    [missing('zod'), true],
    [missing('@kestra-mcp/core'), true],
    [missing('left-pad'), false],
    [missing('zod-to-json-schema'), false],
    [new Error("Cannot find package 'zod' imported from /p/index.js"), false],
    ["Cannot find package 'zod'", false],
    [undefined, false],
  ])('%s: %s', (error, lacks) => {
    expect(lacksHostModule(error)).toBe(lacks);
  });
});

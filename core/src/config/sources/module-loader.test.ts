import { execFile } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { temporaryFolder } from '../../../../test/support/temporary.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
let host: string;

// In a Node of its own: what it reads again, and what it holds on to, is another matter in jest.
beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, '../load.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    write: false,
  });
  host = temporaryFolder({
    'package.json': '{"type":"module","version":"1.0.0"}',
    'dist/load.js': outputFiles[0]?.text ?? '',
  });
  symlinkSync(join(HERE, '../../../../node_modules'), join(host, 'node_modules'));
}, 30_000);

interface Read {
  tenant: string;
  notes?: string[];
}

/** What a configuration file says whose tenant is that of its helper: before that changes, after it, and once more. */
async function readThrice(name: string, text: string, code: string): Promise<Read[]> {
  const helper = (tenant: string) => text.replace('TENANT', tenant);
  const folder = temporaryFolder({
    [name]: helper('before'),
    'kestra-mcp.config.ts': `${code}\nexport default { kestra: { tenant } };`,
  });
  const main = `
    import { writeFileSync } from 'node:fs';
    import { loadConfig } from ${JSON.stringify(pathToFileURL(join(host, 'dist/load.js')))};
    const read = async () => {
      const { kestra, notes } = await loadConfig({ argv: ['--trust'], env: {}, cwd: ${JSON.stringify(folder)}, userConfigFolder: '/none' });
      return { tenant: kestra.tenant, notes };
    };
    const first = await read();
    writeFileSync(${JSON.stringify(join(folder, name))}, ${JSON.stringify(helper('after'))});
    console.log(JSON.stringify([first, await read(), await read()]));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', main]);
  return JSON.parse(stdout.replaceAll(folder, 'FOLDER'));
}

describe('a helper of a configuration file', () => {
  it.each([
    ['helper.ts', "export const tenant: string = 'TENANT';", "import { tenant } from './helper.js';"],
    ['helper.mts', "export const tenant: string = 'TENANT';", "import { tenant } from './helper.mjs';"],
    ['helper.js', "export const tenant = 'TENANT';", "import { tenant } from './helper.js';"],
    ['helper.json', '{"tenant":"TENANT"}', "import helper from './helper.json'; const { tenant } = helper;"],
  ])(
    'is read again after a change: %s',
    async (...given) => {
      expect(await readThrice(...given)).toEqual([
        { tenant: 'before' },
        { tenant: 'after' },
        { tenant: 'after' },
      ]);
    },
    30_000,
  );

  it.each([
    ['helper.mjs', "export const tenant = 'TENANT';", "import { tenant } from './helper.mjs';"],
    ['helper.cjs', "exports.tenant = 'TENANT';", "import { tenant } from './helper.cjs';"],
  ])(
    'that Node holds on to is told once, with what to do: %s',
    async (name, text, code) => {
      const note =
        `FOLDER/${name}, which FOLDER/kestra-mcp.config.ts imports, ` +
        'has changed, but Node cannot reload it. Restart the server to use the new version.';
      expect(await readThrice(name, text, code)).toEqual([
        { tenant: 'before' },
        { tenant: 'before', notes: [note] },
        { tenant: 'before' },
      ]);
    },
    30_000,
  );
});

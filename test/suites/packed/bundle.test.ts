import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { ENTRY, ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';

const DIST = dirname(ENTRY);
const run = promisify(execFile);
const urlOf = (file: string) => JSON.stringify(pathToFileURL(join(DIST, file)));
const unbundled = (file: string) => JSON.stringify(pathToFileURL(join(ROOT, 'core', 'dist', file)));

/** The JSON that a module prints, run in a separate Node, because jest loads modules differently. */
async function printed(code: string): Promise<unknown> {
  const file = join(temporaryFolder({ 'main.mjs': code }), 'main.mjs');
  const { stdout } = await run(process.execPath, [file], { timeout: 100_000 });
  return JSON.parse(stdout);
}

describe('the bundle', () => {
  it('is in the one place that the package names, and can be run', () => {
    expect(DIST).toBe(join(ROOT, 'dist'));
    expect(statSync(ENTRY).mode & 0o111).toBe(0o111);
  });

  it('consists of files each of which can be imported first', async () => {
    const files = readdirSync(DIST).filter((file) => file.endsWith('.js') && file !== 'bin.js');
    const plugins = readdirSync(join(DIST, 'plugins')).map((id) => `plugins/${id}/index.js`);
    expect(plugins).toHaveLength(14);
    for (const file of [...files, ...plugins])
      expect([file, await printed(`await import(${urlOf(file)}); console.log(true)`)]).toEqual([file, true]);
  });

  it.each(['index.js', 'zod.js'])('exports from %s what it does unbundled', async (file) => {
    const names = (url: string) =>
      printed(`console.log(JSON.stringify(Object.keys(await import(${url})).sort()))`);
    expect(await names(urlOf(file))).toEqual(await names(unbundled(file)));
  });

  it('has one copy of core and of zod, for the plugins too', async () => {
    const urls = ['index.js', 'zod.js', 'plugins/flow/index.js'].map(urlOf);
    const code = `
      const [core, z, { default: flow }] = await Promise.all([${urls.map((url) => `import(${url})`)}]);
      const [parameter] = flow.groups[0][Symbol.for('kestra-mcp.parameters')];
      console.log(JSON.stringify([parameter === core.KestraClient, core.namespace instanceof z.ZodType]));`;
    expect(await printed(code)).toEqual([true, true]);
  });

  it('leaves out the schemas of the MCP SDK that nothing uses, such as those of OAuth', () => {
    const sdk = join(ROOT, 'node_modules/@modelcontextprotocol/core/dist');
    const all = (folder: string, ending: string) =>
      readdirSync(folder)
        .filter((file) => file.endsWith(ending))
        .map((file) => readFileSync(join(folder, file), 'utf8'))
        .join('\n');
    const member = 'token_endpoint_auth_signing_alg_values_supported';
    expect(all(sdk, '.mjs')).toContain(member);
    expect(all(DIST, '.js')).not.toContain(member);
  });

  it('leaves classes their names, which errors show', async () => {
    const code = `
      const core = await import(${urlOf('index.js')});
      const classes = Object.entries(core).filter(([, value]) => /^class\\b/.test(String(value)));
      console.log(JSON.stringify(classes.map(([name, value]) => [name, value.name])));`;
    const classes = (await printed(code)) as [string, string][];
    expect(classes.map(([name]) => name)).toEqual(expect.arrayContaining(['KestraClient', 'KestraMcpError']));
    for (const [exported, name] of classes) expect(name).toBe(exported);
  });

  it('keeps nothing of the build before', () => {
    expect(readdirSync(DIST).filter((file) => /^bin.*\.js$/.test(file))).toEqual(['bin.js']);
    expect(existsSync(join(DIST, 'main.js'))).toBe(false);
  });
});

describe('the validator of what a user fills in', () => {
  it('is loaded when it is needed, and is the one of the SDK', async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `
          import { DefaultJsonSchemaValidator } from './json-schema-validator.js';
          const validate = new DefaultJsonSchemaValidator().getValidator({ type: 'object', required: ['a'] });
          console.log(JSON.stringify([validate({ a: 1 }).valid, validate({}).valid]));`,
        resolveDir: join(ROOT, 'core', 'bundle'),
      },
      alias: { 'on-demand:json-schema-validator': join(DIST, 'json-schema-validator.cjs') },
      bundle: true,
      format: 'esm',
      platform: 'node',
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('/');" },
      write: false,
      logLevel: 'silent',
    });
    expect(await printed(outputFiles[0]?.text ?? '')).toEqual([true, false]);
  });
});

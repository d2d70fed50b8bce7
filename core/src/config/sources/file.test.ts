// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of configuration files.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError, describeError } from '../../foundation/errors.js';
import { loadConfig, type Sources } from '../load.js';

let root: string;
let cwd: string;
let home: string;
let count = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'kestra-mcp-config-'));
});
afterAll(() => rm(root, { recursive: true }));
beforeEach(async () => {
  count += 1;
  cwd = join(root, `${count}`, 'cwd');
  home = join(root, `${count}`, 'home');
  await mkdir(cwd, { recursive: true });
  await mkdir(home);
});

const write = (name: string, text: string, folder = cwd) => writeFile(join(folder, name), text);
const load = (sources: Partial<Sources> = {}) =>
  loadConfig({
    argv: [],
    cwd,
    userConfigFolder: home,
    ...sources,
    // What a folder that is not trusted may say is another test's.
    env: { KESTRA_MCP_TRUST: '1', ...sources.env },
  });
const failure = async (sources: Partial<Sources> = {}): Promise<string> => {
  const error: unknown = await load(sources).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigError);
  return describeError(error).replaceAll(cwd, 'CWD').replaceAll(home, 'HOME');
};

const DEFAULTS = {
  kestra: { baseUrl: 'http://localhost:8080/api/v1', tenant: 'main', auth: { kind: 'none' } },
  tools: { enable: [], disable: [], readOnly: false },
  logLevel: 'error',
};

const TS = `
import { defineConfig } from '@kestra-mcp/core';
import { tenant } from './shared.js';
const level: string = '\${LEVEL:-info}';
export default defineConfig({ kestra: { tenant }, logLevel: level });`;
const JS = "export default { kestra: { tenant: 'team' }, logLevel: 'info' };";
const JSON_TEXT = '{"kestra":{"tenant":"team"},"logLevel":"info"}';
const YAML = '# by hand\nkestra: { tenant: team }\nlogLevel: info\n';

describe('files', () => {
  it.each([
    ['kestra-mcp.config.ts', TS],
    ['kestra-mcp.config.mts', TS],
    ['kestra-mcp.config.js', JS],
    ['kestra-mcp.config.js', "module.exports = { kestra: { tenant: 'team' }, logLevel: 'info' };"],
    ['kestra-mcp.config.mjs', JS],
    ['kestra-mcp.config.json', JSON_TEXT],
    ['kestra-mcp.config.yaml', YAML],
    ['kestra-mcp.config.yml', YAML],
    ['package.json', `{"name":"x","kestra-mcp":${JSON_TEXT}}`],
  ])('reads %s, and reads it again after a change', async (name, text) => {
    await write('shared.ts', "export const tenant: string = 'team';");
    await write(name, text);
    const config = await load();
    expect(config).toMatchObject({
      kestra: { tenant: 'team' },
      logLevel: 'info',
      folder: cwd,
      file: join(cwd, name),
    });
    await write('shared.ts', "export const tenant: string = 'other';");
    await write(name, text.replaceAll('team', 'other'));
    expect((await load()).kestra.tenant).toBe('other');
  });

  it('looks in the working folder, then in that of the user', async () => {
    await write('kestra-mcp.config.yaml', 'logLevel: info', home);
    await write('.env', 'KESTRA_TENANT_ID=mine', home);
    await write('package.json', '{"dependencies":{"kestra-mcp":"1"}}');
    await mkdir(join(cwd, '.env'));
    expect(await load()).toMatchObject({
      logLevel: 'info',
      kestra: { tenant: 'mine' },
      folder: home,
      file: join(home, 'kestra-mcp.config.yaml'),
      dotenv: join(home, '.env'),
    });
    await write('package.json', '{"kestra-mcp":{"logLevel":"debug"}}');
    expect(await load()).toMatchObject({ logLevel: 'debug', folder: cwd });
  });

  it('passes over one that says nothing, which stands where there is no other', async () => {
    const silent =
      "import { defineConfig } from '@kestra-mcp/core';\nexport default defineConfig({ /* all in comments */ });";
    await write('kestra-mcp.config.ts', silent);
    expect(await load()).toMatchObject({ ...DEFAULTS, file: join(cwd, 'kestra-mcp.config.ts') });
    await write('kestra-mcp.config.yaml', 'tools: { readOnly: true }', home);
    const config = await load();
    expect(config).toMatchObject({ tools: { readOnly: true }, file: join(home, 'kestra-mcp.config.yaml') });
    expect(config.warnings).toBeUndefined();
    await write('kestra-mcp.config.ts', 'export default { strict: true };');
    const own = { strict: true, tools: { readOnly: true }, file: join(cwd, 'kestra-mcp.config.ts') };
    expect(await load()).toMatchObject(own);
  });

  it.each<[string, Record<string, string>, string[]]>([
    [
      'another ending',
      { 'kestra-mcp.config.cjs': '', 'kestra-mcp.config.toml': '' },
      ['kestra-mcp.config.cjs is ignored', 'kestra-mcp.config.toml is ignored'],
    ],
    [
      'a dot before it',
      { '.kestra-mcprc': '' },
      ['.kestra-mcprc is ignored: the file name must be kestra-mcp.config with one of the endings .ts, '],
    ],
    [
      'a name without .config',
      { 'kestra-mcp.json': '{}' },
      ['kestra-mcp.json is ignored: the file name must be kestra-mcp.config with one of the endings '],
    ],
    [
      'another key',
      { 'package.json': '{"kestraMcp":{"tools":{"readOnly":true}}}' },
      ['"kestraMcp" in CWD/package.json is ignored. The key must be "kestra-mcp".'],
    ],
    [
      'a second file',
      { 'kestra-mcp.config.json': '{"strict":true}', 'kestra-mcp.config.yml': 'tools: { readOnly: true }' },
      ['kestra-mcp.config.yml is ignored because CWD/kestra-mcp.config.json takes precedence.'],
    ],
    [
      'a key after a file',
      { 'kestra-mcp.config.json': '{"strict":true}', 'package.json': '{"kestra-mcp":{"strict":false}}' },
      ['package.json is ignored because CWD/kestra-mcp.config.json takes precedence.'],
    ],
    [
      'a plugin',
      {
        'package.json':
          '{"kestraMcp":{"apiVersion":1,"manifest":"m.json"},"dependencies":{"kestra-mcp":"1"}}',
      },
      [],
    ],
    [
      'a dependency',
      { 'kestra-mcp.config.json': '{"strict":true}', 'package.json': '{"dependencies":{"kestra-mcp":"1"}}' },
      [],
    ],
    [
      'what an editor left',
      { 'kestra-mcp.config.json~': '', 'kestra-mcp.config.json.bak': '', 'kestra-mcp.md': '' },
      [],
    ],
  ])('names what is ignored: %s', async (_, files, expected) => {
    for (const [name, text] of Object.entries(files)) await write(name, text);
    const { warnings = [] } = await load();
    expect(warnings.map((text) => text.replaceAll(cwd, 'CWD'))).toEqual(
      expected.map((text) => expect.stringContaining(text)),
    );
  });

  it("reads the user's file too where the working folder has one, and neither tells nor hides anything", async () => {
    await write('kestra-mcp.config.json', '{"strict":true,"logLevel":"info"}');
    await write('kestra-mcp.config.json', '{"logLevel":"debug","limits":{"callMs":5}}', home);
    const config = await load();
    expect(config).toMatchObject({ strict: true, logLevel: 'info', limits: { callMs: 5 } });
    expect(config.warnings).toBeUndefined();
    await write('kestra-mcp.config.toml', '');
    expect((await load({ argv: ['--config', 'kestra-mcp.config.json'] })).warnings).toBeUndefined();
  });

  it('takes the named file, and no other', async () => {
    await write('kestra-mcp.config.json', '{"logLevel":"info"}');
    await write('other.yaml', 'logLevel: debug', home);
    const path = join(home, 'other.yaml');
    const expected = { logLevel: 'debug', folder: home, file: path };
    expect(await load({ argv: ['--config', '../home/other.yaml'] })).toMatchObject(expected);
    expect(await load({ env: { KESTRA_MCP_CONFIG: path } })).toMatchObject(expected);
    await write('.env', 'KESTRA_MCP_CONFIG=other.yaml', home);
    expect(await load()).toMatchObject(expected);
  });

  it('takes no name of a file from the .env of a folder, trusted or not', async () => {
    await write('other.yaml', 'logLevel: debug');
    await write('.env', 'KESTRA_MCP_CONFIG=other.yaml');
    const { file, warnings } = await load();
    expect([file, warnings]).toEqual([
      undefined,
      [
        `KESTRA_MCP_CONFIG in ${join(cwd, '.env')} is ignored. Name the file with --config or in the environment.`,
      ],
    ]);
  });

  it('ignores a broken package.json that does not mention us', async () => {
    await write('package.json', '{"name":');
    expect((await load()).file).toBeUndefined();
  });

  it('gives plugins their options', async () => {
    const text =
      "const own = { id: 'own' };\nexport default { plugins: ['flow', ['@acme/sla', { owner: 'data' }], own, [own]] };";
    await write('kestra-mcp.config.mjs', text);
    expect((await load()).plugins).toEqual([
      { plugin: 'flow', options: {} },
      { plugin: '@acme/sla', options: { owner: 'data' } },
      { plugin: { id: 'own' }, options: {} },
      { plugin: { id: 'own' }, options: {} },
    ]);
  });

  it('changes nothing when it only spells out the defaults', async () => {
    const text =
      'kestra:\n  baseUrl: ${KESTRA_BASE_URL:-http://localhost:8080/api/v1}\n  tenant: ${KESTRA_TENANT_ID:-main}\n' +
      '  auth: { username: "${KESTRA_USERNAME:-}", password: "${KESTRA_PASSWORD:-}" }\n' +
      'tools:\n  disable: ["${KESTRA_MCP_DISABLED_TOOLS:-}"]\n';
    await write('kestra-mcp.config.yaml', text);
    expect(await load()).toMatchObject(DEFAULTS);
    const env = { KESTRA_MCP_DISABLED_TOOLS: 'ee,files', KESTRA_USERNAME: 'u', KESTRA_PASSWORD: 'p' };
    expect((await load({ env })).tools.disable).toEqual(['ee', 'files']);
  });

  it.each([
    [
      'json',
      '{"password": "hunter2",}',
      'is not valid JSON at line 1, column 24.\nJSON has no comments, trailing commas or single quotes. Use a .yaml or .ts file if you need them.',
    ],
    [
      'yaml',
      'password: hunter2\n  x: 1',
      'is not valid YAML at line 1, column 11: Nested mappings are not allowed in compact mappings.',
    ],
    ['json', '', 'is empty.\nWrite at least {} into it, or delete the file.'],
    ['json', ' \n', 'is empty.\nWrite at least {} into it, or delete the file.'],
    ['json', '[]', 'must contain an object, but it contains a list.'],
    ['yaml', 'text', 'must contain an object, but it contains a string.'],
    ['yaml', '# nothing', 'is empty.\nWrite at least {} into it, or delete the file.'],
    ['ts', 'const secret = "hunter2"', 'exports nothing.\nAdd a default export: export default { … };'],
    ['ts', 'export const tools = {}', 'exports nothing.\nAdd a default export: export default { … };'],
    ['mjs', 'export default undefined', 'exports nothing.\nAdd a default export: export default { … };'],
    ['ts', 'export default () => ({})', 'must export an object, but it exports a function.'],
    [
      'ts',
      'const secret = "hunter2"; export default {',
      'cannot be loaded: ParseError: Unexpected token CWD/kestra-mcp.config.ts:1:42',
    ],
    ['ts', 'throw new Error("boom")', 'cannot be loaded: boom (line 1)'],
    ['mjs', '\n\nexport default { strict: sure };', 'cannot be loaded: sure is not defined (line 3)'],
    [
      'ts',
      'interface A {\n  a: 1;\n}\nconst f = () => ({} as A & { b: any }).b.c;\nexport default f();',
      "cannot be loaded: Cannot read properties of undefined (reading 'c') (line 4)",
    ],
    ['ts', 'throw "boom"', 'cannot be loaded: boom'],
    [
      'js',
      'import { readFileSync } from "node:fs"; export default readFileSync("/none/here");',
      "cannot be loaded: ENOENT: no such file or directory, open '/none/here' (line 1)",
    ],
    ['json', '{"tols":{}}', 'unknown key "tols". Did you mean "tools"?'],
    [
      'yaml',
      'kestra: { auth: { password: "${NONE}" } }',
      'kestra.auth.password uses the environment variable NONE, which is not set. Set it, or give a default: ${NONE:-default}.',
    ],
  ])('refuses .%s with %j', async (extension, text, message) => {
    await write(`kestra-mcp.config.${extension}`, text);
    const shown = (await failure()).replace(`.config.${extension}: `, `.config.${extension} `);
    expect(shown).toBe(`CWD/kestra-mcp.config.${extension} ${message}`);
  });

  it('refuses a named file of another kind, or without the key', async () => {
    await write('x.toml', '');
    await write('package.json', '{}');
    expect(await failure({ argv: ['--config', 'x.toml'] })).toBe(
      '--config points to CWD/x.toml, but the file name must end in one of .ts, .mts, .js, .mjs, .json, .yaml, .yml.',
    );
    expect(await failure({ argv: ['--config', 'package.json'] })).toBe(
      'CWD/package.json has no key "kestra-mcp".',
    );
    expect(await failure({ argv: ['--config', '.'] })).toBe(
      '--config points to CWD, but no file exists there.',
    );
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of clients.

import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { describeError } from '../../foundation/errors.js';
import type { Config } from '../config.js';
import { loadConfig } from '../load.js';
import { placeholderIn } from './given-value.js';

type Env = Record<string, string>;

const load = (env: Env, files: Env = {}): Promise<Config> => {
  const cwd = temporaryFolder(files);
  return loadConfig({ argv: [], env, cwd, userConfigFolder: cwd });
};
const refusal = (env: Env, files?: Env): Promise<string> =>
  load(env, files).then(() => 'loaded', describeError);

describe('a placeholder', () => {
  it.each([
    ['${KESTRA_API_TOKEN}', '${…}'],
    ['${env:KESTRA_API_TOKEN}', '${…}'],
    ['${input:kestra-token}', '${…}'],
    ['${VAR:-}', '${…}'],
    [' "${X}" ', '${…}'],
    ['<your_kestra_api_token>', '<…>'],
    ["'<the token>'", '<…>'],
  ])('%s is one', (value, form) => {
    expect(placeholderIn(value)).toBe(form);
  });

  it.each([
    '',
    '<>',
    'a${X}',
    '${X}b',
    '<a><b>',
    '${X}${Y}',
    '$X',
    '{X}',
    '<',
    'a<b>c',
    '"<a>',
    7,
    undefined,
  ])('%j is none', (value) => {
    expect(placeholderIn(value)).toBeUndefined();
  });

  const pair = { KESTRA_USERNAME: 'ada', KESTRA_PASSWORD: 'pw' };
  it.each<[string, Env, string]>([
    ['KESTRA_API_TOKEN', { KESTRA_API_TOKEN: '<your_kestra_api_token>' }, '<…>'],
    ['KESTRA_API_TOKEN', { KESTRA_API_TOKEN: '"${env:TOKEN}"' }, '${…}'],
    ['KESTRA_API_TOKEN', { KESTRA_API_TOKEN: '<token>', KESTRA_USERNAME: 'ada' }, '<…>'],
    ['KESTRA_PASSWORD', { ...pair, KESTRA_PASSWORD: '${input:pw}' }, '${…}'],
    ['KESTRA_USERNAME', { ...pair, KESTRA_USERNAME: '<user>' }, '<…>'],
    ['KESTRA_PASSWORD', { ...pair, KESTRA_PASSWORD: '${env:X}', KESTRA_API_TOKEN: 'good' }, '${…}'],
    ['KESTRA_BASE_URL', { KESTRA_BASE_URL: '${KESTRA_URL}' }, '${…}'],
    ['KESTRA_TENANT_ID', { KESTRA_TENANT_ID: '<tenant>' }, '<…>'],
    ['KESTRA_MCP_READ_ONLY', { KESTRA_MCP_READ_ONLY: '${input:ro}' }, '${…}'],
    ['KESTRA_MCP_DISABLED_TOOLS', { KESTRA_MCP_DISABLED_TOOLS: '${X}' }, '${…}'],
  ])('in %s is refused where it would be used: %j', async (name, env, form) => {
    expect(await refusal(env)).toBe(
      `${name} is still the placeholder ${form}, which was not filled in.\n` +
        'Write the value itself, or remove the setting. A client fills in only the placeholders that it knows.',
    );
  });

  it('is refused by its place in a .env and in a file', async () => {
    expect(await refusal({}, { '.env': 'KESTRA_API_TOKEN=<token>' })).toMatch(
      /^KESTRA_API_TOKEN in .*\.env is still the placeholder <…>/,
    );
    const file = (auth: object) => ({ 'kestra-mcp.config.json': JSON.stringify({ kestra: { auth } }) });
    expect(await refusal({}, file({ token: '<token>' }))).toContain(
      'kestra.auth.token is still the placeholder',
    );
    const bare = file({ username: 'ada', password: '<password>' });
    expect(await refusal({}, bare)).toMatch(/^kestra\.auth\.password in .* is still the placeholder <…>/);
    const filled = file({ username: 'ada', password: '${MINE}' });
    expect(await refusal({ MINE: '${env:MINE}' }, filled)).toContain('is still the placeholder ${…}');
    expect((await load(pair, bare)).kestra.auth).toMatchObject({ password: 'pw' });
    const meant = file({ username: 'ada', password: '$${pw}' });
    expect((await load({}, meant)).kestra.auth).toMatchObject({ password: '${pw}' });
  });

  it("that loses is told once, as in the block of the Python server's README", async () => {
    const { kestra, warnings } = await load({
      KESTRA_BASE_URL: 'http://host.docker.internal:8080/api/v1',
      KESTRA_TENANT_ID: 'main',
      KESTRA_MCP_DISABLED_TOOLS: 'ee',
      KESTRA_MCP_LOG_LEVEL: 'ERROR',
      KESTRA_API_TOKEN: '<your_kestra_api_token>',
      KESTRA_USERNAME: 'admin@kestra.io',
      KESTRA_PASSWORD: '<not a placeholder',
    });
    expect(kestra.auth).toEqual({
      kind: 'basic',
      username: 'admin@kestra.io',
      password: '<not a placeholder',
    });
    expect(warnings).toEqual(['KESTRA_API_TOKEN is still the placeholder <…>, so it is ignored. Remove it.']);
    expect((await load({ KESTRA_API_TOKEN: 'good', KESTRA_USERNAME: '${U}' })).warnings).toHaveLength(1);
    expect((await load(pair)).warnings).toBeUndefined();
    const env = { KESTRA_TENANT_ID: 'team' };
    expect((await load(env, { '.env': 'KESTRA_TENANT_ID=<tenant>' })).warnings).toEqual([
      expect.stringMatching(/^KESTRA_TENANT_ID in .*\.env is still the placeholder <…>, so it is ignored/),
    ]);
  });
});

describe('a value', () => {
  it('loses the quotes that docker --env-file leaves around it, and says so', async () => {
    const { kestra, tools, mended } = await load({
      KESTRA_BASE_URL: "'http://h:1/api/v1'",
      KESTRA_API_TOKEN: '"abc"',
      KESTRA_TENANT_ID: '""',
      KESTRA_MCP_READ_ONLY: '"true"',
    });
    expect(kestra).toMatchObject({ baseUrl: 'http://h:1/api/v1', tenant: 'main', auth: { token: 'abc' } });
    expect(tools.readOnly).toBe(true);
    expect(mended).toEqual(
      ['KESTRA_BASE_URL', 'KESTRA_TENANT_ID', 'KESTRA_API_TOKEN', 'KESTRA_MCP_READ_ONLY'].map(
        (name) => `${name}: the quotes around the value were removed.`,
      ),
    );
  });

  it.each([
    ['pw\n', 'pw'],
    ['pw\r\n\n', 'pw'],
    ['"p w "\n', 'p w '],
    ['""pw""', '"pw"'],
    [' pw ', ' pw '],
    ['"pw', '"pw'],
    ['"pw\'', '"pw\''],
    ['p\nw', 'p\nw'],
  ])('%j is the password %j', async (given, password) => {
    const { kestra } = await load({ KESTRA_USERNAME: 'ada', KESTRA_PASSWORD: given });
    expect(kestra.auth).toMatchObject({ password });
  });

  it('from a file loses the end of its line', async () => {
    const auth = { username: 'ada', password: '${SECRET}' };
    const files = { 'kestra-mcp.config.json': JSON.stringify({ kestra: { auth } }) };
    expect((await load({ SECRET: 'pw\n' }, files)).kestra.auth).toMatchObject({ password: 'pw' });
  });
});

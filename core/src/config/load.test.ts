// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of configuration files.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError, describeError } from '../foundation/errors.js';
import { loadConfig, type Sources } from './load.js';

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

const defaults = {
  kestra: {
    baseUrl: 'http://localhost:8080/api/v1',
    tenant: 'main',
    auth: { kind: 'none' },
    timeoutMs: 30_000,
  },
  tools: { enable: [], disable: [], readOnly: false },
  limits: { answerChars: 40_000, callMs: 600_000, pluginStartMs: 10_000 },
  strict: false,
  logLevel: 'error',
};

describe('without a file', () => {
  it('has defaults', async () => {
    const { origins, ...config } = await load();
    expect(config).toEqual({ ...defaults, folder: cwd });
    expect(new Set(Object.values(origins))).toEqual(new Set(['default']));
  });

  it('takes the environment of the Python server', async () => {
    const env = {
      KESTRA_BASE_URL: 'http://host.docker.internal:8080/api/v1',
      KESTRA_TENANT_ID: 'team',
      KESTRA_USERNAME: 'admin@kestra.io',
      KESTRA_PASSWORD: ' p:w ',
      KESTRA_API_TOKEN: 'abc',
      KESTRA_API_VERSION: 'v1.3',
      KESTRA_MCP_DISABLED_TOOLS: 'ee, files',
      KESTRA_MCP_ENABLED_TOOLS: ' ',
      KESTRA_MCP_LOG_LEVEL: 'WARNING',
    };
    const { kestra, tools, logLevel, origins } = await load({ env });
    expect(kestra).toEqual({
      baseUrl: 'http://host.docker.internal:8080/api/v1',
      tenant: 'team',
      auth: { kind: 'basic', username: 'admin@kestra.io', password: ' p:w ' },
      version: '1.3',
      timeoutMs: 30_000,
    });
    expect(tools).toEqual({ enable: [], disable: ['ee', 'files'], readOnly: false });
    expect(logLevel).toBe('warning');
    expect(origins).toMatchObject({
      'kestra.auth': 'KESTRA_USERNAME + KESTRA_PASSWORD',
      'tools.disable': 'KESTRA_MCP_DISABLED_TOOLS',
      'tools.enable': 'default',
    });
  });

  it.each([
    [
      { KESTRA_BASE_URL: 'localhost' },
      'KESTRA_BASE_URL must be a URL that starts with http:// or https://, but is "localhost".',
    ],
    [
      { KESTRA_BASE_URL: 'http://u:hunter2@host' },
      'KESTRA_BASE_URL must not contain credentials. Use KESTRA_USERNAME and KESTRA_PASSWORD instead.',
    ],
    [
      { KESTRA_BASE_URL: 'http://h/api/v1/a', KESTRA_TENANT_ID: 'b' },
      'KESTRA_BASE_URL ends in the tenant "a", but KESTRA_TENANT_ID is "b".\nSet both to the same value, or remove one of them.',
    ],
    [
      { KESTRA_MCP_FIXED_TENANT: 'a', KESTRA_TENANT_ID: 'b' },
      'KESTRA_TENANT_ID is "b", but KESTRA_MCP_FIXED_TENANT is "a".\nSet both to the same value, or remove one of them.',
    ],
    [
      { KESTRA_BASE_URL: 'http://h/api/v1/b', KESTRA_MCP_FIXED_TENANT: 'a' },
      'KESTRA_BASE_URL ends in the tenant "b", but KESTRA_MCP_FIXED_TENANT is "a".\nSet both to the same value, or remove one of them.',
    ],
    [
      { KESTRA_MCP_FIXED_NAMESPACES: 'a,*' },
      'KESTRA_MCP_FIXED_NAMESPACES must be a namespace such as company.team, or several. "*" is not a namespace, and wildcards do not work here.',
    ],
    [
      { KESTRA_USERNAME: 'u' },
      'KESTRA_USERNAME is set, but the password is missing.\nAlso set KESTRA_PASSWORD, or use KESTRA_API_TOKEN instead.',
    ],
    [
      { KESTRA_PASSWORD: 'hunter2', KESTRA_USERNAME: '' },
      'KESTRA_PASSWORD is set, but the user name is missing.\nAlso set KESTRA_USERNAME, or use KESTRA_API_TOKEN instead.',
    ],
    [
      { KESTRA_API_TOKEN: 'Bearer hunter2' },
      'KESTRA_API_TOKEN must be the token alone, without spaces and without "Bearer".',
    ],
    [
      { KESTRA_MCP_READ_ONLY: 'on' },
      'KESTRA_MCP_READ_ONLY must be true or false (1, 0, yes and no also work), but is "on".',
    ],
    [
      { KESTRA_API_VERSION: 'x' },
      'KESTRA_API_VERSION must be a Kestra version such as 1.3, 2 or 2.0.1, but is "x".',
    ],
    [
      { KESTRA_MCP_LOG_LEVEL: 'EROR' },
      'KESTRA_MCP_LOG_LEVEL must be one of debug, info, warning, error, critical, but is "EROR". Did you mean "error"?',
    ],
    [
      { KESTRA_MCP_CONFIG: 'none.json' },
      'KESTRA_MCP_CONFIG points to CWD/none.json, but no file exists there.',
    ],
  ])('refuses %j', async (env, message) => {
    expect(await failure({ env })).toBe(message);
  });

  it('takes the tenant from the URL', async () => {
    const { kestra, origins } = await load({ env: { KESTRA_BASE_URL: 'http://h/api/v1/a' } });
    expect(kestra).toMatchObject({ baseUrl: 'http://h/api/v1', tenant: 'a' });
    expect(origins['kestra.tenant']).toBe('KESTRA_BASE_URL');
  });

  it('takes the tenant that is fixed', async () => {
    const { kestra, tools, origins } = await load({ env: { KESTRA_MCP_FIXED_TENANT: 'a' } });
    expect([kestra.tenant, tools.fixed]).toEqual(['a', { tenant: 'a' }]);
    expect(origins['kestra.tenant']).toBe('KESTRA_MCP_FIXED_TENANT');
  });

  it('takes the tools to narrow to, and whether a broken plugin stops the start', async () => {
    const { tools, strict, origins } = await load({
      env: { KESTRA_MCP_ONLY_TOOLS: 'flow, kv' },
      argv: ['--strict'],
    });
    expect([tools.only, strict]).toEqual([['flow', 'kv'], true]);
    expect(origins).toMatchObject({ 'tools.only': 'KESTRA_MCP_ONLY_TOOLS', strict: '--strict' });
  });

  it('names the flag', async () => {
    expect(await failure({ argv: ['--log-level', 'eror'] })).toContain('--log-level must be one of');
    expect(await failure({ argv: ['--config', 'x.json'] })).toBe(
      '--config points to CWD/x.json, but no file exists there.',
    );
  });
});

describe('precedence', () => {
  const sources = {
    flag: () => ({ argv: ['--disable', 'flag', '--log-level', 'critical', '--read-only'] }),
    environment: () => ({
      env: {
        KESTRA_MCP_DISABLED_TOOLS: 'environment',
        KESTRA_MCP_LOG_LEVEL: 'warning',
        KESTRA_MCP_READ_ONLY: 'no',
      },
    }),
    dotenv: () =>
      write('.env', 'KESTRA_MCP_DISABLED_TOOLS=dotenv\nKESTRA_MCP_LOG_LEVEL=info\nKESTRA_MCP_READ_ONLY=no'),
    file: () =>
      write('kestra-mcp.config.json', '{"tools":{"disable":["file"],"readOnly":true},"logLevel":"debug"}'),
  };

  it.each([
    ['flag', 'critical', true, (): string => '--disable'],
    ['environment', 'warning', true, (): string => 'KESTRA_MCP_DISABLED_TOOLS'],
    ['dotenv', 'info', true, (): string => `KESTRA_MCP_DISABLED_TOOLS in ${join(cwd, '.env')}`],
    ['file', 'debug', true, (): string => join(cwd, 'kestra-mcp.config.json')],
  ] as const)('%s wins over what comes after it', async (first, logLevel, readOnly, origin) => {
    const order = ['flag', 'environment', 'dotenv', 'file'] as const;
    const given: Partial<Sources> = {};
    for (const source of order.slice(order.indexOf(first))) Object.assign(given, await sources[source]());
    const config = await load(given);
    expect(config).toMatchObject({ logLevel, tools: { disable: [first], readOnly } });
    expect(config.origins['tools.disable']).toBe(origin());
  });

  it('reads the .env beside a file that is named, before that of the working folder', async () => {
    const folder = join(cwd, '..', 'named');
    await mkdir(folder);
    await write('kestra-mcp.config.json', '{}', folder);
    await write('.env', 'KESTRA_TENANT_ID=beside', folder);
    await write('.env', 'KESTRA_TENANT_ID=elsewhere');
    const config = await load({ argv: ['--config', '../named/kestra-mcp.config.json'] });
    expect(config.kestra.tenant).toBe('beside');
    expect(config.dotenv).toBe(join(folder, '.env'));
  });

  it('sees a blank variable as unset', async () => {
    await write('.env', 'KESTRA_TENANT_ID=team');
    await write('kestra-mcp.config.yaml', 'kestra: { baseUrl: "http://a.example/${KESTRA_TENANT_ID}" }');
    const { kestra } = await load({ env: { KESTRA_TENANT_ID: '' } });
    expect(kestra).toMatchObject({ tenant: 'team', baseUrl: 'http://a.example/team/api/v1' });
  });
});

describe('what callers cannot choose', () => {
  it.each<[string, unknown, object | undefined]>([
    ['', undefined, undefined],
    ['', { tenant: 'acme' }, { tenant: 'acme' }],
    ['', { namespaces: 'company.team' }, { namespace: 'company.team', namespaces: ['company.team'] }],
    ['', { namespaces: ['company.team'] }, { namespaces: ['company.team'] }],
    ['', { namespaces: ['a', 'b'], tenant: 'acme' }, { tenant: 'acme', namespaces: ['a', 'b'] }],
    ['a', { namespaces: ['a'] }, { namespace: 'a', namespaces: ['a'] }],
    ['b, a', { namespaces: ['a', 'b'] }, { namespaces: ['b', 'a'] }],
    ['one', { tenant: 'acme' }, { tenant: 'acme', namespace: 'one', namespaces: ['one'] }],
  ])('environment %j, file %j: %j', async (variable, fixed, expected) => {
    await write('kestra-mcp.config.json', JSON.stringify({ tools: { fixed } }));
    const { tools } = await load({ env: { KESTRA_MCP_FIXED_NAMESPACES: variable } });
    expect(tools.fixed).toEqual(expected);
  });

  it.each([
    [
      'one',
      { namespaces: ['a', 'b'] },
      'tools.fixed.namespaces',
      'a, b',
      'KESTRA_MCP_FIXED_NAMESPACES',
      'one',
    ],
    [
      'one, two',
      { namespaces: 'one' },
      'tools.fixed.namespaces',
      'one',
      'KESTRA_MCP_FIXED_NAMESPACES',
      'one, two',
    ],
  ])(
    'stops the start when two disagree: environment %j, file %j',
    async (variable, fixed, key, b, name, a) => {
      await write('kestra-mcp.config.json', JSON.stringify({ tools: { fixed } }));
      expect(await failure({ env: { KESTRA_MCP_FIXED_NAMESPACES: variable } })).toBe(
        `${key} in CWD/kestra-mcp.config.json is "${b}", but ${name} is "${a}".\nSet both to the same value, or remove one of them.`,
      );
    },
  );

  it('has its origin', async () => {
    await write('kestra-mcp.config.json', '{"tools":{"fixed":{"tenant":"acme"}}}');
    const { origins } = await load({ env: { KESTRA_MCP_FIXED_NAMESPACES: 'one' } });
    expect(origins).toMatchObject({
      'tools.fixed.namespaces': 'KESTRA_MCP_FIXED_NAMESPACES',
      'tools.fixed.tenant': join(cwd, 'kestra-mcp.config.json'),
      'kestra.tenant': join(cwd, 'kestra-mcp.config.json'),
    });
  });

  it('is a tenant that the rest of the configuration agrees with', async () => {
    await write('kestra-mcp.config.json', '{"kestra":{"tenant":"b"},"tools":{"fixed":{"tenant":"a"}}}');
    expect(await failure()).toBe(
      'kestra.tenant in CWD/kestra-mcp.config.json is "b", but ' +
        'tools.fixed.tenant in CWD/kestra-mcp.config.json is "a".\n' +
        'Set both to the same value, or remove one of them.',
    );
    expect((await load({ env: { KESTRA_TENANT_ID: 'a' } })).kestra.tenant).toBe('a');
  });
});

describe('limits', () => {
  it('come from the file, each with its default', async () => {
    await write('kestra-mcp.config.json', '{"limits":{"callMs":"5000"},"strict":"yes"}');
    const { limits, strict, origins } = await load();
    expect([limits, strict]).toEqual([{ answerChars: 40_000, callMs: 5_000, pluginStartMs: 10_000 }, true]);
    expect(origins).toMatchObject({
      'limits.callMs': join(cwd, 'kestra-mcp.config.json'),
      'limits.pluginStartMs': 'default',
    });
  });
});

describe('authentication', () => {
  const basic = { username: 'fu', password: 'fp' };
  it.each([
    [
      { KESTRA_USERNAME: 'u', KESTRA_PASSWORD: 'p' },
      '',
      { token: 'ft' },
      { kind: 'basic', username: 'u', password: 'p' },
    ],
    [{ KESTRA_API_TOKEN: 't' }, '', basic, { kind: 'bearer', token: 't' }],
    [{ KESTRA_API_TOKEN: 't', KESTRA_USERNAME: 'u' }, '', basic, { kind: 'bearer', token: 't' }],
    [{ KESTRA_PASSWORD: 'p' }, '', { username: 'fu' }, { kind: 'basic', username: 'fu', password: 'p' }],
    [{ KESTRA_PASSWORD: 'p' }, '', basic, { kind: 'basic', username: 'fu', password: 'p' }],
    [{ KESTRA_USERNAME: 'u' }, '', { token: 'ft' }, { kind: 'bearer', token: 'ft' }],
    [
      { KESTRA_API_TOKEN: 't' },
      'KESTRA_USERNAME=du\nKESTRA_PASSWORD=dp',
      {},
      { kind: 'basic', username: 'du', password: 'dp' },
    ],
    [
      { KESTRA_PASSWORD: 'p' },
      'KESTRA_USERNAME=du\nKESTRA_PASSWORD=dp',
      {},
      { kind: 'basic', username: 'du', password: 'p' },
    ],
    [{}, 'KESTRA_API_TOKEN=dt', basic, { kind: 'bearer', token: 'dt' }],
    [{}, '', basic, { kind: 'basic', ...basic }],
    [{}, '', { username: '${KESTRA_USERNAME:-}', password: '' }, { kind: 'none' }],
  ])('environment %j, .env %j, file %j: %j', async (env, dotenv, auth, expected) => {
    await write('.env', dotenv);
    await write('kestra-mcp.config.json', JSON.stringify({ kestra: { auth } }));
    expect((await load({ env })).kestra.auth).toEqual(expected);
  });

  it('names the half in the file', async () => {
    await write('kestra-mcp.config.json', '{"kestra":{"auth":{"username":"u"}}}');
    expect(await failure()).toBe(
      'kestra.auth.username in CWD/kestra-mcp.config.json is set, but the password is missing.\n' +
        'Also set KESTRA_PASSWORD, or use KESTRA_API_TOKEN instead.',
    );
  });
});

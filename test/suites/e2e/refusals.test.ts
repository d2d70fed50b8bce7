import { describe, expect, it } from '@jest/globals';
import { startHost } from '../../support/host/host.js';
import { runHost } from '../../support/host/raw.js';
import { fourGroups } from '../../support/plugins/four-groups.js';
import type { StartOptions } from '../../support/programs/environment.js';
import { temporaryFolder } from '../../support/temporary.js';

function withFile(name: string, content: string): StartOptions {
  return { cwd: temporaryFolder({ [name]: content }) };
}

function withJson(config: object): StartOptions {
  return { cwd: fourGroups(config) };
}

const CASES: [what: string, start: StartOptions, says: string[]][] = [
  [
    'an unknown key',
    withJson({ kestra: { baseURL: 'http://a' } }),
    ['unknown key "baseURL" in kestra', 'kestra-mcp.config.json', 'baseUrl'],
  ],
  ['an unknown key at the top', withJson({ tool: {} }), ['tool', 'kestra-mcp.config.json', 'tools']],
  [
    'a wrong type',
    withJson({ tools: { disable: 'flow' } }),
    ['tools.disable', 'kestra-mcp.config.json', 'list'],
  ],
  ['a wrong number', withJson({ kestra: { timeoutMs: -1 } }), ['kestra.timeoutMs', 'kestra-mcp.config.json']],
  [
    'a URL of the file that is none',
    withJson({ kestra: { baseUrl: 'localhost:8080' } }),
    ['kestra.baseUrl', 'kestra-mcp.config.json', 'http://'],
  ],
  [
    'a URL of the environment that is none',
    { env: { KESTRA_BASE_URL: 'kestra' } },
    ['KESTRA_BASE_URL', 'http://', '"kestra"'],
  ],
  [
    'a tool name of a flag that is none',
    { args: ['--disable', 'find_flwo'] },
    ['--disable', '"find_flwo"', 'find_flow'],
  ],
  [
    'a group name of the environment that is none',
    { env: { KESTRA_MCP_DISABLED_TOOLS: 'fils' } },
    ['KESTRA_MCP_DISABLED_TOOLS', '"fils"', 'files'],
  ],
  [
    'a tool name of the file that is none',
    withJson({ tools: { only: ['flows_'] } }),
    ['kestra-mcp.config.json', '"flows_"', 'flow'],
  ],
  ['an action that is none', { args: ['--disable', 'manage_flow:destroy'] }, ['"manage_flow:destroy"']],
  ['a glob that matches nothing', { args: ['--only', 'xyz_*'] }, ['--only', '"xyz_*"']],
  [
    'a truth that is none',
    { env: { KESTRA_MCP_READ_ONLY: 'maybe' } },
    ['KESTRA_MCP_READ_ONLY', 'true or false'],
  ],
  ['a level that is none', { args: ['--log-level', 'loud'] }, ['--log-level', 'loud', 'debug']],
  ['a version that is none', { env: { KESTRA_API_VERSION: 'new' } }, ['KESTRA_API_VERSION', '"new"']],
  [
    'a user name without a password',
    { env: { KESTRA_USERNAME: 'ada' } },
    ['KESTRA_USERNAME', 'KESTRA_PASSWORD'],
  ],
  [
    'an undefined variable in the file',
    withJson({ kestra: { tenant: `\${NOWHERE_SET}` } }),
    ['NOWHERE_SET', 'kestra.tenant', 'kestra-mcp.config.json'],
  ],
  ['a flag that is none', { args: ['--readonly'] }, ['--readonly', '--read-only']],
  ['a command that is none', { args: ['lst'] }, ['"lst"', 'list']],
  ['a sandbox that is none', { args: ['--sandbox=oss-9'] }, ['--sandbox', 'oss-9', 'oss-1.3']],
  [
    'a file that is not there',
    { args: ['--config', '/no/such/file.json'] },
    ['--config', '/no/such/file.json'],
  ],
  ['a file that is no JSON', withFile('kestra-mcp.config.json', '{"kestra": '), ['kestra-mcp.config.json']],
  [
    'a file that throws',
    withFile('kestra-mcp.config.mjs', 'throw new Error("my own mistake");'),
    ['kestra-mcp.config.mjs', 'my own mistake'],
  ],
  ['a .env with a wrong URL', withFile('.env', 'KESTRA_BASE_URL=kestra\n'), ['KESTRA_BASE_URL', '.env']],
];

describe('the host does not start with', () => {
  it.each(CASES)('%s: exit code 2, nothing on stdout, and where it stands', async (_, start, says) => {
    const { code, stdout, stderr } = await runHost({ cwd: fourGroups(), ...start });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const part of says) expect(stderr).toContain(part);
    expect(stderr.startsWith('kestra-mcp: ')).toBe(true);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('a wrong configuration, also for list and doctor', async () => {
    for (const command of ['list', 'doctor'])
      expect(await runHost({ args: [command, '--disable', 'nope_'], cwd: fourGroups() })).toMatchObject({
        code: 2,
        stdout: '',
      });
  });
});

describe('the host starts with', () => {
  it.each([
    ['ee', 15],
    ['files', 15],
    ['codegen', 13],
    ['flow', 8],
    ['ee, files ,logs', 15],
    [' ', 15],
  ])('KESTRA_MCP_DISABLED_TOOLS=%s', async (names, left) => {
    const { client, stderr, stop } = await startHost({
      cwd: fourGroups(),
      env: { KESTRA_MCP_DISABLED_TOOLS: names },
    });
    expect((await client.listTools()).tools).toHaveLength(left);
    await stop();
    expect(stderr()).toBe('');
  });

  it.each(['WARNING', 'CRITICAL', 'DEBUG', 'INFO', 'ERROR', 'NOTSET'])("Python's level %s", async (level) => {
    expect(await runHost({ env: { KESTRA_MCP_LOG_LEVEL: level }, input: '' })).toMatchObject({ code: 0 });
  });

  it('empty variables, as if they were not set', async () => {
    const env = { KESTRA_BASE_URL: '', KESTRA_USERNAME: '', KESTRA_PASSWORD: ' ', KESTRA_API_TOKEN: '' };
    expect(await runHost({ env, input: '' })).toMatchObject({ code: 0, stderr: '' });
  });
});

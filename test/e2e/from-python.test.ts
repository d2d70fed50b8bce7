import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { parse as parseJson } from 'jsonc-parser';
import { parse } from 'smol-toml';
import { type Sandbox, startSandbox } from '../sandbox/index.js';
import { runHost } from '../support/raw.js';
import { temporaryFolder, write } from '../support/temporary.js';

const USER = { username: 'admin@kestra.io', password: '$open"se\\same' };
const IMAGE = 'ghcr.io/kestra-io/mcp-server-python:latest';

interface Server {
  command: string;
  args: string[];
  env?: Record<string, string>;
}

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox({ auth: USER });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  folder = temporaryFolder();
});

const path = (name: string) => join(folder, name);
const text = (name: string) => readFileSync(path(name), 'utf8');
const outside = () => sandbox.baseUrl.replace('127.0.0.1', 'host.docker.internal');
const variables = () => ({
  KESTRA_BASE_URL: outside(),
  KESTRA_TENANT_ID: 'main',
  KESTRA_MCP_DISABLED_TOOLS: 'ee',
  KESTRA_USERNAME: USER.username,
  KESTRA_PASSWORD: USER.password,
});

function docker(env: Record<string, string> = variables(), ...flags: string[]): Server {
  const names = Object.keys(env).flatMap((name) => ['-e', name]);
  return {
    command: 'docker',
    args: ['run', '-i', '--rm', '--pull', 'always', ...names, ...flags, IMAGE],
    env,
  };
}

function fromPython(name: string, ...flags: string[]) {
  return runHost({ args: ['doctor', '--from-python', path(name), ...flags], cwd: folder });
}

/** Prints, which must give no secret away; writes; what is now in the file. */
async function replaced(name: string, secret = USER.password): Promise<string> {
  const before = text(name);
  const printed = await fromPython(name);
  expect(printed).toMatchObject({ code: 0 });
  for (const form of [secret, JSON.stringify(secret).slice(1, -1)])
    expect(printed.stdout + printed.stderr).not.toContain(form);
  expect(text(name)).toBe(before);
  const written = await fromPython(name, '--write');
  expect(written).toMatchObject({ code: 0, stdout: '' });
  expect(written.stderr).not.toContain(secret);
  const backup = readdirSync(folder).find((each) => each.startsWith(`${name}.backup`)) ?? '';
  expect(text(backup)).toBe(before);
  return text(name);
}

async function works({ command, args, env }: Server): Promise<void> {
  const client = new Client({ name: 'kestra-mcp-tests', version: '1.0.0' });
  const around = { HOME: temporaryFolder(), PATH: dirname(process.execPath) };
  await client.connect(
    new StdioClientTransport({
      command,
      args,
      env: { ...around, ...env },
      cwd: temporaryFolder(),
      stderr: 'ignore',
    }),
  );
  try {
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain('search_flows');
    const { structuredContent } = await client.callTool({ name: 'list_namespaces', arguments: {} });
    expect(structuredContent).toEqual({ results: ['system (created)'] });
  } finally {
    await client.close();
  }
}

describe('doctor --from-python', () => {
  it('finds it in ~/.claude.json, among much else, for all projects and for one', async () => {
    const claude = {
      numStartups: 7,
      history: [{ servers: { kestra: 'no' }, text: '"servers": {' }],
      mcpServers: { github: { command: 'gh', args: [] } },
      projects: {
        '/home/ada/a.b "c"': { allowedTools: [], mcpServers: { kestra: { type: 'stdio', ...docker() } } },
        '/home/ada/d': { mcpServers: {}, history: 'x'.repeat(100_000) },
      },
    };
    write(folder, { '.claude.json': JSON.stringify(claude, null, 2) });
    const result = JSON.parse(await replaced('.claude.json'));
    const { kestra } = result.projects['/home/ada/a.b "c"'].mcpServers;
    await works(kestra);
    expect(kestra.type).toBe('stdio');
    const { projects, ...rest } = claude;
    expect(result).toMatchObject(rest);
    expect(result.projects['/home/ada/d']).toEqual(projects['/home/ada/d']);
  });

  it('speaks of the client whose file it is', async () => {
    for (const [name, client] of [
      ['claude_desktop_config.json', 'Claude Desktop'],
      ['.claude.json', 'Claude Code'],
      ['elsewhere.json', 'client'],
    ] as const) {
      write(folder, { [name]: JSON.stringify({ mcpServers: { kestra: docker() } }) });
      const { stderr } = await fromPython(name, '--write');
      expect(stderr).toContain(client);
      expect(stderr).not.toContain('Gemini');
    }
  });

  it('keeps comments, other servers and unknown keys', async () => {
    const { command, args, env } = docker();
    const old = `{
  // mine
  "servers": {
    "other": { "command": "x" }, // too
    "kestra": {
      "command": ${JSON.stringify(command)},
      "args": ${JSON.stringify(args)},
      // as it was
      "env": ${JSON.stringify(env)},
      "dev": { "watch": "*" },
    },
  },
  "inputs": [],
}
`;
    write(folder, { 'mcp.json': old });
    const result = await replaced('mcp.json');
    for (const kept of [
      '// mine',
      '"other": { "command": "x" }, // too',
      '// as it was',
      '"dev": { "watch": "*" }',
    ])
      expect(result).toContain(kept);
    await works(parseJson(result).servers.kestra);
  });

  it('reads the settings of VS Code and the older form of Zed', async () => {
    const { command, args, env } = docker();
    write(folder, {
      'code.json': JSON.stringify({ 'editor.fontSize': 1, mcp: { servers: { kestra: docker() } } }),
      'zed.json': JSON.stringify({
        context_servers: { kestra: { command: { path: command, args, env }, settings: {} } },
      }),
    });
    await works(JSON.parse(await replaced('code.json')).mcp.servers.kestra);
    const { kestra } = JSON.parse(await replaced('zed.json')).context_servers;
    await works(kestra);
    expect(kestra.settings).toEqual({});
  });

  it('reads the TOML of Codex, and keeps what else is in it', async () => {
    const env = Object.entries(variables()).map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`);
    const toml = `# mine\nmodel = "m"\n\n[mcp_servers.kestra]\ncommand = "docker"\nargs = ["run", "-i", "${IMAGE}"]\nstartup_timeout_sec = 20 # slow\n\n[mcp_servers.kestra.env]\n${env.join('')}\n[other]\na = 1\n`;
    write(folder, { 'config.toml': toml });
    const result = await replaced('config.toml');
    for (const kept of ['# mine\nmodel = "m"\n', 'startup_timeout_sec = 20 # slow\n', '\n[other]\na = 1\n'])
      expect(result).toContain(kept);
    const { kestra } = parse(result).mcp_servers as { kestra: unknown };
    await works(kestra as Server);
  });

  it.each([
    [
      '-e NAME=value',
      () => Object.entries(variables()).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
    ],
    ['--env=NAME=value', () => Object.entries(variables()).map(([name, value]) => `--env=${name}=${value}`)],
    ['-eNAME=value', () => Object.entries(variables()).map(([name, value]) => `-e${name}=${value}`)],
  ])('takes variables from the command line: %s', async (_, flags) => {
    const server = {
      command: 'docker',
      args: ['run', '-i', ...flags(), IMAGE],
      env: { KESTRA_TENANT_ID: 'hidden' },
    };
    write(folder, { 'mcp.json': JSON.stringify({ mcpServers: { kestra: server } }) });
    const { kestra } = JSON.parse(await replaced('mcp.json')).mcpServers;
    expect(kestra.args.join()).not.toContain(USER.password);
    await works(kestra);
  });

  it.each(['--env-file', '--env-file='])(
    'goes on reading the file of variables that Docker was given: %s',
    async (flag) => {
      const lines = Object.entries({
        ...variables(),
        KESTRA_BASE_URL: sandbox.baseUrl,
        KESTRA_PASSWORD: 'x',
      });
      write(folder, { 'my kestra.env': lines.map(([name, value]) => `${name}=${value}\n`).join('') });
      const file = flag.endsWith('=') ? [`${flag}${path('my kestra.env')}`] : [flag, path('my kestra.env')];
      const server = {
        command: 'docker',
        args: ['run', '-i', '-e', 'KESTRA_PASSWORD', ...file, IMAGE],
        env: { KESTRA_PASSWORD: USER.password },
      };
      write(folder, { 'mcp.json': JSON.stringify({ mcpServers: { kestra: server } }) });
      await works(JSON.parse(await replaced('mcp.json')).mcpServers.kestra);
    },
  );

  it.each([
    ['uv --directory', () => ['--directory', path('kestra mcp/src'), 'run', 'server.py']],
    ['uv --directory=', () => [`--directory=${path('kestra mcp/src')}`, 'run', 'server.py']],
    ['uv --project', () => ['run', '--project', path('kestra mcp'), path('kestra mcp/src/server.py')]],
  ])('goes on reading the .env above the server: %s', async (_, args) => {
    const env = { ...variables(), KESTRA_BASE_URL: sandbox.baseUrl, KESTRA_PASSWORD: 'no' };
    const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`);
    const own = { KESTRA_PASSWORD: USER.password };
    write(folder, {
      'kestra mcp/.env': lines.join(''),
      'kestra mcp/src/server.py': '',
      'mcp.json': JSON.stringify({ mcpServers: { kestra: { command: '/opt/uv', args: args(), env: own } } }),
    });
    await works(JSON.parse(await replaced('mcp.json')).mcpServers.kestra);
  });

  it('says so when there is no .env from which the server would know its Kestra', async () => {
    const server = {
      command: 'uv',
      args: ['--directory', path('mcp-server-python/src'), 'run', 'server.py'],
    };
    write(folder, { 'mcp.json': JSON.stringify({ mcpServers: { kestra: server } }) });
    expect((await fromPython('mcp.json')).stderr).toMatch(/no \.env.*KESTRA_BASE_URL/);
  });

  it('says so when the address is one of a network of Docker', async () => {
    const env = { ...variables(), KESTRA_BASE_URL: 'http://kestra:8080/api/v1' };
    write(folder, {
      'mcp.json': JSON.stringify({ mcpServers: { kestra: docker(env, '--network', 'kestra_default') } }),
    });
    expect((await fromPython('mcp.json')).stderr).toMatch(/kestra_default.*http:\/\/kestra:8080/);
  });

  it('takes the token of an Enterprise Edition', async () => {
    const token = 'ee-token-0123456789';
    const kestra = await startSandbox({ mode: 'ee-1.3', auth: { token } });
    try {
      const address = kestra.baseUrl.replace('127.0.0.1', 'host.docker.internal');
      const server = docker({ KESTRA_BASE_URL: address, KESTRA_API_TOKEN: token, KESTRA_TENANT_ID: 'main' });
      write(folder, { 'mcp.json': JSON.stringify({ mcpServers: { kestra: server } }) });
      const result = JSON.parse(await replaced('mcp.json', token)).mcpServers.kestra;
      expect(result.env.KESTRA_BASE_URL).toContain('//localhost:');
      const client = new Client({ name: 'kestra-mcp-tests', version: '1.0.0' });
      const env = { ...result.env, PATH: dirname(process.execPath), HOME: folder };
      await client.connect(new StdioClientTransport({ ...result, env, cwd: folder, stderr: 'ignore' }));
      expect((await client.callTool({ name: 'list_namespaces', arguments: {} })).isError).not.toBe(true);
      await client.close();
    } finally {
      await kestra.close();
    }
  });

  it('prints no secret, wherever it stands; references are none', async () => {
    const env = {
      KESTRA_BASE_URL: 'http://ada:hunter2@kestra:8080',
      KESTRA_USERNAME: 'ada',
      KESTRA_PASSWORD: '$hunter2',
      KESTRA_API_TOKEN: `\${input:kestra_token}`,
      DATABASE_URL: 'postgres://hunter2@db',
      PGPASS: 'hunter2',
      AUTH: 'hunter2',
    };
    const server = { ...docker(env, '--label', 'hunter2'), headers: { Authorization: 'Bearer hunter2' } };
    write(folder, { 'mcp.json': JSON.stringify({ mcpServers: { kestra: server } }) });
    const { code, stdout, stderr } = await fromPython('mcp.json');
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain('hunter2');
    expect(stdout).toContain(`"KESTRA_API_TOKEN": "\${input:kestra_token}"`);
    expect(stdout).toContain('"KESTRA_USERNAME": "ada"');
    expect(stderr).toContain('as it is now');
  });

  it('takes each of several, by any name', async () => {
    const servers = Object.fromEntries(['kestra.prod', 'a"b', 'constructor'].map((name) => [name, docker()]));
    write(folder, {
      'mcp.json': JSON.stringify({ mcpServers: { other: { command: 'x', args: [] }, ...servers } }),
    });
    const result = JSON.parse(await replaced('mcp.json')).mcpServers;
    expect(Object.keys(result)).toEqual(['other', ...Object.keys(servers)]);
    for (const name of Object.keys(servers))
      expect(result[name].args).toEqual([expect.stringMatching(/bin\.js$/)]);
    expect((await fromPython('mcp.json', '--write')).code).toBe(2);
  });

  it.each([
    ['null servers', '{"mcpServers": null}'],
    ['a list', '[]'],
    [
      'odd servers',
      '{"mcpServers": {"a": null, "b": 7, "c": [], "d": {"args": "x"}, "e": {"command": "uv", "args": [null]}}}',
    ],
    ['another server.py', '{"mcpServers": {"x": {"command": "uv", "args": ["run", "server.py"]}}}'],
    ['nothing', ''],
    ['too deep', `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['broken', '{"mcpServers": {"kestra": {"env": {"KESTRA_PASSWORD": "hunter2"}}'],
  ])('changes nothing in a file with %s', async (_, content) => {
    write(folder, { 'mcp.json': content });
    const { code, stdout, stderr } = await fromPython('mcp.json', '--write');
    expect({ code, stdout, stderr }).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('mcp.json'),
    });
    expect(stderr).not.toContain('hunter2');
    expect(readdirSync(folder)).toEqual(['mcp.json']);
    expect(text('mcp.json')).toBe(content);
  });

  it('reads no folder', async () => {
    const { code, stderr } = await runHost({ args: ['doctor', '--from-python', folder] });
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be read') });
  });
});

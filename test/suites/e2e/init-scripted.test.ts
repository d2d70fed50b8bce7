import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { parse as parseJson } from 'jsonc-parser';
import { parse } from 'smol-toml';
import { RELEASED } from '../../../core/bundle/released.js';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { runHost } from '../../support/host/raw.js';
import { deadAddress } from '../../support/kestra/fake-kestra.js';
import { temporaryFolder, write } from '../../support/temporary.js';

const USER = { username: 'ada@example.com', password: `o#pen "se'same` };

let sandbox: Sandbox;
let home: string;
let project: string;

beforeAll(async () => {
  sandbox = await startSandbox({ auth: USER });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  home = temporaryFolder();
  project = join(home, 'a project');
  write(project, { '.keep': '' });
});

const folder = () => join(home, '.config', 'kestra-mcp');
const text = (...path: string[]) => readFileSync(join(home, ...path), 'utf8');

function init(args: readonly string[], env: Record<string, string> = { KESTRA_PASSWORD: USER.password }) {
  const address = ['--base-url', sandbox.url, '--username', USER.username];
  return runHost({ args: ['init', '--yes', ...address, ...args], env: { HOME: home, ...env }, cwd: project });
}

/** The tools of a client that starts the server as its file says. */
async function toolsOf({ command, args }: { command: string; args: string[] }): Promise<string[]> {
  const client = new Client({ name: 'kestra-mcp-tests', version: '1.0.0' });
  const env = { HOME: temporaryFolder(), PATH: dirname(process.execPath) };
  await client.connect(
    new StdioClientTransport({ command, args, env, cwd: temporaryFolder(), stderr: 'ignore' }),
  );
  try {
    const { structuredContent } = await client.callTool({ name: 'list_namespaces', arguments: {} });
    expect(structuredContent).toEqual({ results: ['system (created)'], total: 1 });
    return (await client.listTools()).tools.map(({ name }) => name).sort();
  } finally {
    await client.close();
  }
}

describe('init --yes', () => {
  it('writes configuration, .env and the files of clients, and what they say works', async () => {
    const clients = [
      'claude-desktop',
      'claude-code',
      'cursor',
      'windsurf',
      'vscode',
      'codex',
      'gemini',
      'zed',
    ];
    const { code, stderr } = await init([
      '--client',
      clients.join(','),
      '--groups',
      'namespace,flow',
      '--read-only',
    ]);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(JSON.parse(text('.config/kestra-mcp/kestra-mcp.config.json'))).toEqual({
      kestra: { baseUrl: sandbox.baseUrl, tenant: 'main' },
      tools: { only: ['namespace', 'flow'], readOnly: true },
    });
    expect(statSync(join(folder(), '.env')).mode & 0o777).toBe(0o600);
    const servers = [
      JSON.parse(text('.config/Claude/claude_desktop_config.json')).mcpServers,
      JSON.parse(text('.claude.json')).mcpServers,
      JSON.parse(text('.cursor/mcp.json')).mcpServers,
      JSON.parse(text('.codeium/windsurf/mcp_config.json')).mcpServers,
      JSON.parse(text('.config/Code/User/mcp.json')).servers,
      parse(text('.codex/config.toml')).mcp_servers,
      JSON.parse(text('.gemini/settings.json')).mcpServers,
      JSON.parse(text('.config/zed/settings.json')).context_servers,
    ].map(({ kestra }) => ({ command: kestra.command, args: kestra.args }));
    expect(servers).toHaveLength(clients.length);
    for (const server of servers) expect(server).toEqual(servers[0]);
    const [server] = servers;
    if (server === undefined) throw new Error('No server was written.');
    const tools = await toolsOf(server);
    expect(tools).toContain('search_flows');
    expect(tools).not.toContain('create_flow_from_yaml');
    expect(tools).not.toContain('manage_kv_store');
  });

  it('puts no secret anywhere but into the .env', async () => {
    const { stdout, stderr } = await init(['--client', 'cursor,vscode,codex', '--scope', 'project']);
    expect(stdout + stderr).not.toContain("se'same");
    const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const holding = files
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => readFileSync(path, 'utf8').includes("se'same"));
    expect(holding).toEqual([join(folder(), '.env')]);
  });

  it('says of the files of a project that they are for this machine', async () => {
    const said = 'paths of this machine';
    expect((await init(['--client', 'cursor,gemini', '--scope', 'project'])).stderr.split(said)).toHaveLength(
      3,
    );
    // Windsurf has no project file, and its user file is not shared.
    expect((await init(['--client', 'windsurf', '--scope', 'project'])).stderr).not.toContain(said);
    expect((await init(['--client', 'claude-code'])).stderr).not.toContain(said);
  });

  it('prints all that it would write, and writes nothing', async () => {
    const args = ['--client', 'cursor,vscode,codex', '--scope', 'project'];
    const { code, stdout, stderr } = await init([...args, '--print']);
    expect(code).toBe(0);
    expect(readdirSync(home, { recursive: true }).sort()).toEqual(['a project', 'a project/.keep']);
    expect(stdout + stderr).not.toContain("se'same");
    expect(stderr).toContain('Nothing was written');
    const config = JSON.parse(stdout.slice(0, stdout.indexOf('\n}\n') + 2));
    expect(config).toEqual({ kestra: { baseUrl: sandbox.baseUrl, tenant: 'main' } });
    expect(stdout).toContain(`KESTRA_USERNAME=${USER.username}\nKESTRA_PASSWORD=…\n`);
    expect(
      JSON.parse(stdout.slice(stdout.indexOf('"inputs"') - 4, stdout.indexOf('[mcp_servers'))),
    ).toMatchObject({
      inputs: [{ id: 'kestra-password', password: true }],
      servers: { kestra: { env: { KESTRA_PASSWORD: expect.stringContaining('input:kestra-password') } } },
    });
    // An unchanged file is not mentioned.
    await init([]);
    const again = await init([...args, '--print']);
    expect(again.stdout).not.toContain('KESTRA_USERNAME');
    expect(existsSync(join(project, '.cursor'))).toBe(false);
  });

  it('changes nothing the second time', async () => {
    await init(['--client', 'cursor,codex']);
    const before = readdirSync(home, { recursive: true }).sort();
    const { code, stderr } = await init(['--client', 'cursor,codex']);
    expect(code).toBe(0);
    expect(stderr.match(/unchanged/g)).toHaveLength(4);
    expect(readdirSync(home, { recursive: true }).sort()).toEqual(before);
  });

  it('merges into what is there, and keeps the old text', async () => {
    const old = '{\n\t// mine\n\t"servers": {\n\t\t"other": { "command": "x" }, // too\n\t},\n}\n';
    const toml = '# mine\nmodel = "m" # kept\n\n[mcp_servers.other]\ncommand = "x"\n';
    write(project, { '.vscode/mcp.json': old, '.codex/config.toml': toml });
    expect((await init(['--client', 'vscode,codex', '--scope', 'project'])).code).toBe(0);
    const now = readFileSync(join(project, '.vscode/mcp.json'), 'utf8');
    expect(parseJson(now).servers).toMatchObject({ other: { command: 'x' }, kestra: { type: 'stdio' } });
    for (const part of ['\t// mine\n', '}, // too\n', '\t\t"kestra": {\n']) expect(now).toContain(part);
    expect(readFileSync(join(project, '.codex/config.toml'), 'utf8').startsWith(toml)).toBe(true);
    const backup = readdirSync(join(project, '.vscode')).find((name) => name.includes('backup')) ?? '';
    expect(readFileSync(join(project, '.vscode', backup), 'utf8')).toBe(old);
  });

  it.each([
    ['not JSON', '.mcp.json', 'claude-code', '{ "mcpServers": { } } }', 'not valid JSON'],
    ['a list', '.mcp.json', 'claude-code', '[]', 'it does not contain an object'],
    [
      'servers that are none',
      '.mcp.json',
      'claude-code',
      '{ "mcpServers": [] }',
      '"mcpServers" is not an object',
    ],
    ['comments that the client does not know', '.mcp.json', 'claude-code', '{} // no', 'not valid JSON'],
    ['not TOML', '.codex/config.toml', 'codex', 'a = [1,', 'not valid TOML'],
    [
      'another server of the name',
      '.mcp.json',
      'claude-code',
      '{ "mcpServers": { "kestra": { "command": "uv", "args": ["run"] } } }',
      'its server "kestra" is another server',
    ],
  ])('leaves a file alone that is %s, and goes on', async (_, name, client, content, reason) => {
    write(project, { [name]: content });
    const { code, stderr } = await init(['--client', `${client},gemini`, '--scope', 'project']);
    expect(code).toBe(1);
    expect(stderr).toContain(`${join(project, name)} was not changed`);
    expect(stderr).toContain(reason);
    expect(readFileSync(join(project, name), 'utf8')).toBe(content);
    expect(existsSync(join(project, '.gemini/settings.json'))).toBe(true);
  });

  it('takes the place of another server when it is told to, and keeps what is not about the start', async () => {
    const server = {
      command: 'uv',
      args: ['run'],
      disabled: true,
      env: { KESTRA_TENANT_ID: 'x', NODE_EXTRA_CA_CERTS: '/ca' },
    };
    write(project, { '.mcp.json': JSON.stringify({ mcpServers: { kestra: server } }) });
    expect((await init(['--client', 'claude-code', '--scope', 'project', '--replace'])).code).toBe(0);
    const { kestra } = JSON.parse(readFileSync(join(project, '.mcp.json'), 'utf8')).mcpServers;
    expect(kestra).toMatchObject({ disabled: true, env: { NODE_EXTRA_CA_CERTS: '/ca' } });
    expect(kestra.env).not.toHaveProperty('KESTRA_TENANT_ID');
    expect(kestra.command).not.toBe('uv');
  });

  it('keeps other lines of the .env and other keys of the configuration', async () => {
    write(folder(), {
      '.env': '# mine\nOTHER=1\nexport KESTRA_API_TOKEN=old\n',
      'kestra-mcp.config.json': '{ "tools": { "disable": ["kv"], "only": ["list_*"] }, "logLevel": "info" }',
    });
    expect((await init([])).code).toBe(0);
    expect(text('.config/kestra-mcp/.env')).toMatch(/^# mine\nOTHER=1\nKESTRA_USERNAME=/);
    expect(text('.config/kestra-mcp/.env')).not.toContain('KESTRA_API_TOKEN');
    expect(JSON.parse(text('.config/kestra-mcp/kestra-mcp.config.json'))).toEqual({
      tools: { disable: ['kv'], only: ['list_*'] },
      logLevel: 'info',
      kestra: { baseUrl: sandbox.baseUrl, tenant: 'main' },
    });
  });

  it.each([
    ['a wrong password', async () => [], { KESTRA_PASSWORD: 'wrong' }, '401'],
    [
      'an address where nothing is',
      async () => ['--base-url', await deadAddress()],
      { KESTRA_PASSWORD: 'x' },
      'cannot be reached',
    ],
  ])('writes nothing with %s', async (_, args, env, reason) => {
    const { code, stderr } = await init([...(await args()), '--client', 'cursor'], env);
    expect(code).toBe(1);
    expect(stderr).toContain(reason);
    expect(stderr).toContain('Nothing was written');
    expect(readdirSync(home)).toEqual(['a project']);
  });

  it.each([
    ['--client', 'curser', 'Did you mean "cursor"?'],
    ['--groups', 'flows', 'Unknown group "flows"'],
    ['--client', 'emacs', 'gemini, zed, or none.\n'],
    ['--scope', 'all', '--scope must be one of: user, project'],
    ...(RELEASED ? [] : ['npx', 'docker']).map((way) => ['--launch', way, 'which is not published yet']),
    ['--launch', 'uvx', `--launch must be one of: ${RELEASED ? 'installed, npx, docker' : 'installed'}.`],
    ['--tenant', 'a b', '--tenant must be a tenant id'],
    ['--auth', 'token', 'KESTRA_API_TOKEN'],
  ])('refuses %s %s', async (flag, value, reason) => {
    const { code, stderr } = await init([flag, value, '--offline']);
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
    expect(stderr).not.toContain('?.');
    expect(readdirSync(home)).toEqual(['a project']);
  });

  it('leaves a configuration in another format to its owner', async () => {
    write(folder(), { 'kestra-mcp.config.yaml': 'logLevel: info\n' });
    const { code, stderr } = await init([]);
    expect(code).toBe(2);
    expect(stderr).toContain('kestra-mcp.config.yaml already exists');
  });
});

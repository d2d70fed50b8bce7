import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { type Sandbox, startSandbox } from '../sandbox/index.js';
import { CONFIGS, type FakeAnswer, fakeKestra } from '../support/fake-kestra.js';
import { runHost } from '../support/raw.js';
import { temporaryFolder, write } from '../support/temporary.js';

const USER = { username: 'ada@example.com', password: 'open-sesame' };

interface Server {
  command: string;
  args: string[];
  env?: Record<string, string>;
}

let sandbox: Sandbox;
let home: string;

beforeAll(async () => {
  sandbox = await startSandbox({ auth: USER });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  home = temporaryFolder();
});

const CONFIG = '.config/kestra-mcp/kestra-mcp.config.json';
const DOTENV = '.config/kestra-mcp/.env';
const text = (path: string) => readFileSync(join(home, path), 'utf8');
const cursors = (): Record<string, Server> => JSON.parse(text('.cursor/mcp.json')).mcpServers;

function init(args: readonly string[], env: Record<string, string> = {}, cwd = home) {
  return runHost({ args: ['init', '--yes', ...args], env: { HOME: home, ...env }, cwd });
}

/** With the address and the credentials that work. */
function right(args: readonly string[], env: Record<string, string> = {}, cwd = home) {
  const flags = ['--base-url', sandbox.url, '--username', USER.username, ...args];
  return init(flags, { KESTRA_PASSWORD: USER.password, ...env }, cwd);
}

/** What a client sees that starts the server: its tools, and what a call answers. */
async function started({ command, args, env }: Server) {
  const client = new Client({ name: 'kestra-mcp-tests', version: '1.0.0' });
  const around = { HOME: temporaryFolder(), PATH: dirname(process.execPath), ...env };
  const transport = new StdioClientTransport({
    command,
    args,
    env: around,
    cwd: temporaryFolder(),
    stderr: 'ignore',
  });
  await client.connect(transport);
  try {
    const tools = (await client.listTools()).tools.map(({ name }) => name);
    const answer = await client.callTool({ name: 'list_namespaces', arguments: {} });
    return { tools, answer: answer.structuredContent };
  } finally {
    await client.close();
  }
}

async function works(server: Server | undefined): Promise<string[]> {
  if (server === undefined) throw new Error('No server was written.');
  const { tools, answer } = await started(server);
  expect(answer).toEqual({ results: ['system (created)'] });
  return tools;
}

describe('credentials', () => {
  it.each([`'"\` \\n $HOME`, 'a\\', 'a#b', ' blanks ', 'two\nlines', 'пароль 🧀', `'"`])(
    'the password %j reaches Kestra from what is written',
    async (password) => {
      const kestra = await startSandbox({ auth: { username: 'ada', password } });
      try {
        write(home, { [DOTENV]: "A='1'\nKESTRA_PASSWORD=\"old\nlines\"\nB='2'\n" });
        const args = ['--base-url', kestra.url, '--username', 'ada', '--client', 'cursor'];
        const { code, stderr } = await init(args, { KESTRA_PASSWORD: password });
        expect({ code, stderr }).toMatchObject({ code: 0 });
        expect(stderr).not.toContain(password);
        await works(cursors().kestra);
        const again = await init(args, { KESTRA_PASSWORD: password });
        expect(again.stderr.match(/left as it is/g)).toHaveLength(3);
      } finally {
        await kestra.close();
      }
    },
  );

  it('writes neither file when the .env cannot hold the password', async () => {
    const password = `'"\`#`;
    const { code, stderr } = await right(['--offline'], { KESTRA_PASSWORD: password });
    expect(code).toBe(2);
    expect(stderr).toContain('cannot hold KESTRA_PASSWORD');
    expect(readdirSync(home)).toEqual([]);
  });

  it('takes the token of an Enterprise Edition, whatever else the environment says', async () => {
    const kestra = await startSandbox({ mode: 'ee-1.3', auth: { token: 'ee-token-1' } });
    try {
      const env = { KESTRA_API_TOKEN: 'ee-token-1', KESTRA_USERNAME: 'eve', KESTRA_PASSWORD: 'eves-own' };
      const args = ['--base-url', `${kestra.baseUrl}/acme`, '--auth', 'token', '--client', 'cursor'];
      const { code, stderr } = await init(args, { ...env, KESTRA_BASE_URL: 'http://nowhere.invalid' });
      expect({ code, stderr }).toMatchObject({
        code: 0,
        stderr: expect.stringContaining('flows in tenant acme'),
      });
      expect(text(DOTENV)).toBe('KESTRA_API_TOKEN=ee-token-1\n');
      expect(JSON.parse(text(CONFIG)).kestra).toEqual({ baseUrl: kestra.baseUrl, tenant: 'acme' });
      expect((await started(cursors().kestra as Server)).tools).toContain('search_flows');
    } finally {
      await kestra.close();
    }
  });

  it('makes a .env private that was not', async () => {
    await right([]);
    const path = join(home, DOTENV);
    chmodSync(path, 0o644);
    await right([]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['a user name that is blank', ['--username', ' '], { KESTRA_PASSWORD: 'x' }],
    ['a password that is blank', ['--username', 'ada'], { KESTRA_PASSWORD: ' ' }],
    ['basic without a name', ['--auth', 'basic'], { KESTRA_PASSWORD: 'x' }],
    ['a token that is blank', ['--auth', 'token'], { KESTRA_API_TOKEN: ' ' }],
    ['a token with "Bearer" before it', ['--auth', 'token'], { KESTRA_API_TOKEN: 'Bearer hunter2' }],
  ])('refuses %s', async (_, args, env) => {
    const { code, stderr } = await init([...args, '--offline'], env as unknown as Record<string, string>);
    expect({ code, stderr }).toMatchObject({ code: 2 });
    expect(stderr).not.toContain('hunter2');
    expect(readdirSync(home)).toEqual([]);
  });
});

describe('a Kestra that', () => {
  const secret = 'Corr3ct-horse';
  it.each<[string, (authorization: string) => FakeAnswer, RegExp]>([
    ['answers 401', () => ({ status: 401 }), /401/],
    ['answers 404', () => ({ status: 404 }), /404|not found/i],
    ['answers HTML', () => ({ type: 'text/html', body: '<html>Log in</html>' }), /JSON|HTML/],
    ['never answers', () => 'never', /within|time/],
    [
      'repeats what it was sent',
      (authorization) => ({
        status: 400,
        body: JSON.stringify({ message: `No: ${authorization} ${secret}` }),
      }),
      /No: /,
    ],
  ])('%s is not written down, and gives no secret away', async (_, answer, reason) => {
    const kestra = await fakeKestra(({ url, authorization }) =>
      url.endsWith('/configs') ? { body: CONFIGS } : answer(authorization),
    );
    const config = JSON.stringify({ kestra: { timeoutMs: 1_000 } });
    write(home, { [CONFIG]: config });
    const args = ['--base-url', kestra.baseUrl, '--username', 'ada', '--client', 'cursor'];
    const { code, stdout, stderr } = await init(args, { KESTRA_PASSWORD: secret });
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(reason) });
    expect(stderr).toContain('Nothing was written');
    expect(stdout + stderr).not.toContain(secret);
    expect(stdout + stderr).not.toContain(Buffer.from(`ada:${secret}`).toString('base64'));
    expect(text(CONFIG)).toBe(config);
    expect(existsSync(join(home, '.cursor'))).toBe(false);
  });
});

describe('what is asked for twice, and differently', () => {
  it.each([
    ['tenants', ['--base-url', 'http://k/api/v1/acme', '--tenant', 'main'], 'acme'],
    ['no address', ['--base-url', 'k'], '--base-url must be a URL'],
    ['credentials in the address', ['--base-url', 'http://ada:hunter2@k'], 'must not contain credentials'],
    ['no name', ['--name', ''], '--name'],
    ['a name with a dot', ['--name', 'kestra.prod'], '--name'],
    ['a name with quotes', ['--name', '"kestra"'], '--name'],
    ['__proto__', ['--name', '__proto__'], '--name'],
    ['no client', ['--client', ''], '--client'],
    ['no groups', ['--groups', ','], '--groups'],
    ['more words', ['cursor'], 'too many arguments'],
    ['a password as a flag', ['--password', 'x'], '--password'],
  ])('%s: refused', async (_, args, reason) => {
    const { code, stderr } = await init([...args, '--offline', '--client', 'cursor']);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(reason) });
    expect(stderr).not.toContain('hunter2');
    expect(readdirSync(home)).toEqual([]);
  });

  it('a tenant that a fixed one contradicts is refused', async () => {
    write(home, { [CONFIG]: '{"tools": {"fixed": {"tenant": "acme"}}}' });
    const { code, stderr } = await init(['--tenant', 'beta', '--offline']);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('acme') });
  });

  it('the same tenant twice is none', async () => {
    const { code } = await init(['--base-url', 'http://k/api/v1/acme', '--tenant', 'acme', '--offline']);
    expect(code).toBe(0);
  });

  it('a client twice is one, and none is none', async () => {
    expect((await right(['--client', 'cursor,cursor'])).stderr.match(/mcp\.json/g)).toHaveLength(1);
    const { code, stderr } = await right(['--client', 'none']);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringContaining('mcp.json') });
  });

  it('--yes alone asks the default address, and writes nothing when no one is there', async () => {
    const { code, stderr } = await init([], { KESTRA_BASE_URL: 'http://127.0.0.1:1' });
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Nothing was written'),
    });
    expect(readdirSync(home)).toEqual([]);
  });

  it('groups and read-only can be taken back', async () => {
    await right(['--groups', 'flow', '--read-only']);
    await right(['--groups', 'all', '--no-read-only']);
    expect(JSON.parse(text(CONFIG)).tools).toEqual({ readOnly: false });
  });
});

describe('places', () => {
  it('Windsurf has no file of a project: that of the user it is', async () => {
    await right(['--client', 'windsurf', '--scope', 'project']);
    await works(JSON.parse(text('.codeium/windsurf/mcp_config.json')).mcpServers.kestra);
  });

  it('takes a folder with blanks and unicode, from the working folder', async () => {
    const { code } = await right(['--folder', 'my söttings/ü "x"', '--client', 'cursor']);
    expect(code).toBe(0);
    expect(existsSync(join(home, 'my söttings/ü "x"/.env'))).toBe(true);
    await works(cursors().kestra);
  });

  it.each([
    ['an empty HOME', { HOME: '' }],
    ['a relative folder of settings', { XDG_CONFIG_HOME: 'settings', CODEX_HOME: '' }],
  ])('%s puts nothing into the working folder', async (_, env) => {
    const cwd = temporaryFolder();
    const printed = await right(
      ['--client', 'cursor,claude-desktop,zed,codex', '--print', '--folder', join(home, 'f')],
      env,
      cwd,
    );
    expect(printed.code).toBe(0);
    const paths = [...printed.stderr.matchAll(/ in (.*):$/gm)].map(([, path]) => path);
    expect(paths).toHaveLength(4);
    for (const path of paths) expect(path).toMatch(/^\//);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('finds the file of Claude Code where that was moved to', async () => {
    await right(['--client', 'claude-code'], { CLAUDE_CONFIG_DIR: join(home, 'elsewhere') });
    expect(existsSync(join(home, 'elsewhere/.claude.json'))).toBe(true);
  });

  it('a folder that cannot be made is an error, and so is a client file that is a folder', async () => {
    write(home, { file: '' });
    expect((await right(['--folder', 'file'])).code).not.toBe(0);
    mkdirSync(join(home, '.cursor/mcp.json'), { recursive: true });
    const { code, stderr } = await right(['--client', 'cursor,gemini']);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('mcp.json cannot be read'),
    });
    await works(JSON.parse(text('.gemini/settings.json')).mcpServers.kestra);
  });
});

describe('a working tree of git', () => {
  it.each([
    ['would take the .env', '', true],
    ['does not take the .env', '.env\n', false],
  ])('that %s: said or not', async (_, ignored, said) => {
    execFileSync('git', ['init', '-q', home]);
    write(home, { '.gitignore': ignored });
    const { code, stderr } = await right(['--folder', '.']);
    expect(code).toBe(0);
    expect(stderr.includes(`add .env to ${home}/.gitignore`)).toBe(said);
  });
});

describe('what is there already', () => {
  it.each(['{"kestra": ', '[]', '{"nonsense": 1}', '{"kestra": {"baseUrl": 7}}'])(
    'a configuration that is not valid is reported and left alone: %s',
    async (config) => {
      write(home, { [CONFIG]: config });
      const { code, stderr } = await right([]);
      expect({ code, stderr }).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('kestra-mcp.config.json'),
      });
      expect(text(CONFIG)).toBe(config);
      expect(existsSync(join(home, DOTENV))).toBe(false);
    },
  );

  it.each([
    ['installed', ['run', '-i', '--rm', 'ghcr.io/kestra-io/mcp-server-python:latest'], 'docker'],
    ['docker', ['run', '-i', '--rm', 'ghcr.io/kestra-io/mcp-server-python:latest'], 'docker'],
    ['npx', ['-y', '@acme/other-mcp', '--config', '/home/me/kestra-mcp/x.json'], 'npx'],
    ['npx', ['/home/me/kestra-mcp/tools/server.js'], 'node'],
  ])('--launch %s does not take %j for its own', async (launch, args, command) => {
    const old = JSON.stringify({ mcpServers: { kestra: { command, args } } });
    write(home, { '.cursor/mcp.json': old });
    const { code, stderr } = await right(['--client', 'cursor', '--launch', launch]);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('another server') });
    expect(text('.cursor/mcp.json')).toBe(old);
  });

  it.each(['installed', 'npx', 'docker'])(
    'what another way to start has written is its own: %s',
    async (launch) => {
      for (const way of ['installed', 'npx', 'docker', launch]) {
        const { code, stderr } = await right(['--client', 'cursor,codex', '--launch', way]);
        expect({ way, code, stderr }).toMatchObject({ code: 0 });
      }
      const { stderr } = await right(['--client', 'cursor,codex', '--launch', launch]);
      expect(stderr.match(/left as it is/g)).toHaveLength(4);
    },
  );

  it('keeps what narrows the server of a client, unless it is told otherwise', async () => {
    const env = {
      KESTRA_BASE_URL: 'http://old',
      KESTRA_MCP_DISABLED_TOOLS: 'ee',
      KESTRA_MCP_READ_ONLY: 'true',
      A: '1',
    };
    const old = { command: 'npx', args: ['-y', 'kestra-mcp'], env };
    write(home, { '.cursor/mcp.json': JSON.stringify({ mcpServers: { kestra: old } }) });
    await right(['--client', 'cursor']);
    expect(cursors().kestra?.env).toEqual({
      KESTRA_MCP_DISABLED_TOOLS: 'ee',
      KESTRA_MCP_READ_ONLY: 'true',
      A: '1',
    });
  });

  it('is read-only when it is told so, whatever .env and client said before', async () => {
    const env = { KESTRA_MCP_READ_ONLY: 'false', KESTRA_MCP_ONLY_TOOLS: 'kv' };
    write(home, {
      [DOTENV]: 'KESTRA_MCP_READ_ONLY=false\nKESTRA_MCP_ONLY_TOOLS=kv\n',
      '.cursor/mcp.json': JSON.stringify({
        mcpServers: { kestra: { command: 'kestra-mcp', args: [], env } },
      }),
    });
    await right(['--client', 'cursor', '--read-only', '--groups', 'flow,namespace']);
    const tools = await works(cursors().kestra);
    expect(tools).toContain('search_flows');
    for (const other of ['create_flow_from_yaml', 'manage_kv_store']) expect(tools).not.toContain(other);
  });

  it('a second server in VS Code asks for a password of its own', async () => {
    await right(['--client', 'vscode']);
    await right(['--client', 'vscode', '--name', 'kestra-prod', '--folder', 'prod']);
    const { inputs, servers } = JSON.parse(text('.config/Code/User/mcp.json'));
    const ids = inputs.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(['kestra-password', 'kestra-prod-password']);
    expect([servers.kestra, servers['kestra-prod']].map(({ env }) => env.KESTRA_PASSWORD)).toEqual(
      ids.map((id: string) => `\${input:${id}}`),
    );
    await works({ ...servers['kestra-prod'], env: { KESTRA_PASSWORD: '' } });
  });
});

import { describe, expect, it } from '@jest/globals';
import { parse } from 'smol-toml';
import { CLIENTS } from './clients.js';
import { merged } from './document.js';
import { parseDocument } from './parse-document.js';

const SERVER = { command: '/bin/node', args: ['/opt/bin.js'], env: { KESTRA_BASE_URL: 'http://k' } };
const CODEX = CLIENTS.filter(({ id }) => id === 'codex');

async function added(text: string, name = 'kestra'): Promise<string> {
  const [codex] = CODEX;
  if (codex === undefined) throw new Error('There is no Codex.');
  const document = await parseDocument(codex, text, 'FILE');
  const before = Object.hasOwn(document.servers, name) ? document.servers[name] : undefined;
  return document.withServer(name, merged(before, SERVER));
}

function read(text: string) {
  return JSON.parse(JSON.stringify(parse(text.replaceAll('_740_', ''))));
}

describe('the TOML file of Codex', () => {
  it.each(['', '\n', '# Mine.\n'])('gets its first server: %j', async (text) => {
    const result = await added(text);
    expect(read(result)).toEqual({ mcp_servers: { kestra: SERVER } });
    expect(result.startsWith(text.trim())).toBe(true);
  });

  it('adds at the end, whatever stands before', async () => {
    const text = `# Mine.
model = "o3"   # fast
when = 1979-05-27T07:32:00Z
ratio = 1.0
big = 9_007_199_254_740_993

[[hooks]]
a = { b = [1,
  2] }

[mcp_servers.other]   # keep
command = 'C:\\x'
text = """
[mcp_servers.kestra]
command = "not a table"
"""
`;
    const result = await added(text);
    expect(result.startsWith(text)).toBe(true);
    expect(read(result).mcp_servers.kestra).toEqual(SERVER);
    expect(await added(result)).toBe(result);
  });

  it('puts the server where it was, and keeps comments, unknown keys and tables in it', async () => {
    const text = `[mcp_servers.kestra] # mine
# switched off at night
enabled = false # really
command = "uv" # old
args = [
  "run", # [x]
]
# slow machine
startup_timeout_sec = 20.0

[mcp_servers.kestra.env]
# ours
HTTPS_PROXY = "http://p"
KESTRA_BASE_URL = "http://old"

[mcp_servers.kestra.tools.list_flows] # reads
approval = "auto"

# about the next
[next]
x = 1
`;
    const result = await added(text);
    for (const kept of [
      '[mcp_servers.kestra] # mine\n# switched off at night\nenabled = false # really\n',
      '# slow machine\nstartup_timeout_sec = 20.0\n',
      '[mcp_servers.kestra.env]\n# ours\nHTTPS_PROXY = "http://p"\n',
      '[mcp_servers.kestra.tools.list_flows] # reads\napproval = "auto"\n',
      '# about the next\n[next]\nx = 1\n',
    ])
      expect(result).toContain(kept);
    expect(result.indexOf('[next]')).toBeGreaterThan(result.indexOf('/bin/node'));
    expect(read(result)).toEqual({
      mcp_servers: {
        kestra: {
          ...SERVER,
          env: { HTTPS_PROXY: 'http://p', ...SERVER.env },
          ...{ enabled: false, startup_timeout_sec: 20, tools: { list_flows: { approval: 'auto' } } },
        },
      },
      next: { x: 1 },
    });
    expect(await added(result)).toBe(result);
  });

  it.each([
    '[mcp_servers."kestra"]',
    "[mcp_servers.'kestra']",
    '[ mcp_servers . kestra ]',
    '["mcp_servers".kestra]',
    '  [mcp_servers.kestra]',
  ])('knows the server by any header: %s', async (header) => {
    const result = await added(`a = 1\n${header}\ncommand = "uv"\n[z]\nb = 2\n`);
    expect(read(result)).toEqual({ a: 1, mcp_servers: { kestra: SERVER }, z: { b: 2 } });
  });

  it('keeps CRLF and the byte order mark', async () => {
    const result = await added(
      '\uFEFFa = 1\r\n[mcp_servers.kestra]\r\ncommand = "uv"\r\n\r\n[z]\r\nb = 2\r\n',
    );
    expect(result).toMatch(/^\uFEFFa = 1\r\n/);
    expect(result).not.toMatch(/[^\r]\n/);
    expect(read(result)).toEqual({ a: 1, mcp_servers: { kestra: SERVER }, z: { b: 2 } });
  });

  it.each([
    ['an inline table of servers', 'mcp_servers = { other = { command = "x" } }\n'],
    ['an inline table', '[mcp_servers]\nkestra = { command = "uv" }\n'],
    ['dotted keys', 'mcp_servers.kestra.command = "uv"\n'],
    ['dotted keys of a table', '[mcp_servers]\nkestra.command = "uv"\n'],
  ])('is left alone when it has the server in %s', async (_, text) => {
    await expect(added(text)).rejects.toMatchObject({
      message: 'FILE was not changed: its mcp_servers cannot be edited without changing other entries.',
      hint: expect.stringContaining('--client codex --print --offline'),
    });
  });

  it.each([
    ['not TOML', 'a = \n', 'it is not valid TOML (line 1: '],
    ['defined twice', 'password = "hunter2"\n[a]\n[a]\n', 'it is not valid TOML (line 3: '],
    ['with servers in a list', '[[mcp_servers]]\na = 1\n', 'its "mcp_servers" is not a table'],
    ['with text for servers', 'mcp_servers = "x"\n', 'its "mcp_servers" is not a table'],
  ])('is left alone when it is %s', async (_, text, reason) => {
    await expect(added(text)).rejects.toMatchObject({
      code: 'KMCP_CONFIG',
      message: expect.stringContaining(`FILE was not changed: ${reason}`),
    });
    await expect(added(text)).rejects.not.toThrow('hunter2');
  });

  it.each(['kestra.prod', 'a"b', 'a\\b', '__proto__', 'constructor', 'käse 🧀', ''])(
    'takes the name %j',
    async (name) => {
      const result = await added('[mcp_servers.other]\ncommand = "x"\n', name);
      const { mcp_servers: servers } = parse(result);
      expect(Object.keys(servers as object)).toHaveLength(2);
      expect(Object.getOwnPropertyDescriptor(servers, name)?.value).toEqual(
        expect.objectContaining({ command: SERVER.command }),
      );
      expect(await added(result, name)).toBe(result);
    },
  );
});

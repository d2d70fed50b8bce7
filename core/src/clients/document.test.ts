import { describe, expect, it } from '@jest/globals';
import { parse as parseJson } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { CLIENTS, type Client } from './clients.js';
import { merged } from './document.js';
import { parseDocument } from './parse-document.js';

const SERVER = { command: 'node', args: ['/a b/bin.js', 'C:\\x'] };
const client = (id: string) => CLIENTS.find((each) => each.id === id) as Client;
const put = async (id: string, text: string, name = 'kestra') =>
  (await parseDocument(client(id), text, '/file')).withServer(name, SERVER);

describe('a TOML file', () => {
  it.each([
    ['nothing', ''],
    [
      'other servers',
      '# a\nmodel = "m" # b\n\n[mcp_servers.other]\ncommand = "x"\n\n[mcp_servers.other.env]\nA = "1"\n',
    ],
    ['CRLF', 'model = "m"\r\n\r\n[mcp_servers.other]\r\ncommand = "x"\r\n'],
    ['text that looks like a table', 'prompt = """\n[mcp_servers.kestra]\n"""\n'],
    ['arrays of tables', '[[hooks]]\nname = "a"\n\n[[hooks]]\nname = "b"\n'],
  ])('with %s gets the server and stays as it was', async (_, text) => {
    const result = await put('codex', text);
    expect(result.startsWith(text.trimEnd())).toBe(true);
    const before = parseToml(text) as { mcp_servers?: object };
    expect(parseToml(result)).toEqual({ ...before, mcp_servers: { ...before.mcp_servers, kestra: SERVER } });
  });

  it('loses the tables of the old server, and no comment of another', async () => {
    const old =
      '[mcp_servers.kestra]\ncommand = "uv"\n\n[mcp_servers.kestra.env]\nA = "1"\n\n# of the other\n[mcp_servers.other]\ncommand = "x"\n';
    const result = await put('codex', old);
    expect(result).toContain('\n# of the other\n[mcp_servers.other]\ncommand = "x"\n');
    expect(parseToml(result)).toEqual({ mcp_servers: { other: { command: 'x' }, kestra: SERVER } });
  });

  it.each([
    ['an inline table of servers', 'mcp_servers = { other = { command = "x" } }\n'],
    ['the old server as an inline table', '[mcp_servers]\nkestra = { command = "uv" }\n'],
    ['the old server as dotted keys', 'mcp_servers.kestra.command = "uv"\n'],
  ])('with %s is left alone', async (_, text) => {
    await expect(put('codex', text)).rejects.toThrow('/file was not changed: ');
  });
});

describe('a JSON file', () => {
  it.each([
    ['tabs', '{\n\t"a": 1,\n\t"mcpServers": {\n\t\t"x": {}\n\t}\n}\n', '\n\t\t"kestra": {'],
    ['four blanks', '{\n    "a": 1\n}\n', '\n        "kestra": {'],
    ['a byte order mark', '\uFEFF{ "a": 1 }', '"kestra"'],
    ['CRLF', '{\r\n  "a": 1\r\n}\r\n', '\r\n    "kestra": {'],
    ['nothing', ' \n', '"kestra"'],
  ])('with %s gets the server in its own manner', async (_, text, part) => {
    const result = await put('cursor', text);
    expect(result).toContain(part);
    expect(result.startsWith('\uFEFF')).toBe(text.startsWith('\uFEFF'));
    expect(parseJson(result.replace('\uFEFF', '')).mcpServers.kestra).toEqual(SERVER);
  });

  it('takes any name for a name', async () => {
    for (const name of ['a.b', 'a "b"', '__proto__', 'constructor']) {
      const { mcpServers } = JSON.parse(await put('cursor', '{}', name)) as { mcpServers: object };
      expect(Object.entries(mcpServers)).toEqual([[name, SERVER]]);
    }
  });

  it.each([
    '[]',
    '3',
    'null',
    '{"mcpServers": null}',
    '{"mcpServers": []}',
    '{"a": 1,}',
    '// no\n{}',
    '{"a"',
  ])('that is %s is left alone', async (text) => {
    await expect(put('cursor', text)).rejects.toThrow('/file was not changed: ');
  });
});

describe('merged', () => {
  it('keeps what is not about the start, and variables that are none of ours', () => {
    const before = {
      command: 'uv',
      url: 'x',
      disabled: true,
      env: { KESTRA_TENANT_ID: 'a', HTTPS_PROXY: 'p' },
    };
    expect(merged(before, { command: 'node', args: [], env: { KESTRA_BASE_URL: 'b' } })).toEqual({
      command: 'node',
      args: [],
      disabled: true,
      env: { HTTPS_PROXY: 'p', KESTRA_BASE_URL: 'b' },
    });
  });

  it('is the new one where there was none', () => {
    expect(merged(undefined, SERVER)).toBe(SERVER);
    expect(merged([1], SERVER)).toBe(SERVER);
  });
});

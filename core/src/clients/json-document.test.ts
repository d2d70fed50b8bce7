import { describe, expect, it } from '@jest/globals';
import { CLIENTS, type Client } from './clients.js';
import { merged } from './document.js';
import { parseDocument } from './parse-document.js';

const SERVER = { command: '/bin/node', args: ['/opt/bin.js'], env: { KESTRA_BASE_URL: 'http://k' } };

function clientOf(id: string): Client {
  const client = CLIENTS.find((each) => each.id === id);
  if (client === undefined) throw new Error(`There is no client ${id}.`);
  return client;
}

async function added(id: string, text: string, name = 'kestra', inputs: { id: string }[] = []) {
  const document = await parseDocument(clientOf(id), text, 'FILE');
  const before = Object.hasOwn(document.servers, name) ? document.servers[name] : undefined;
  return document.withServer(name, merged(before, SERVER), inputs);
}

describe('a JSON file of a client', () => {
  it.each(['', ' \n', '{}', '{\n}\n'])('gets its first server: %j', async (text) => {
    expect(JSON.parse(await added('cursor', text))).toEqual({ mcpServers: { kestra: SERVER } });
  });

  it('keeps comments, order, indentation and trailing commas', async () => {
    const text =
      '/**\n * Mine.\n */\n{\n    "z": 1, // last\n    "context_servers": {\n        /* other */ "other": {"a":1},\n    },\n    "a": 2,\n}\n';
    const result = await added('zed', text);
    const [start = '', end = ''] = text.split(/(?<="other": {"a":1})/);
    expect(result.startsWith(start)).toBe(true);
    expect(result.endsWith(end)).toBe(true);
    expect(result).toContain('\n        "kestra": {\n            "command": "/bin/node",');
  });

  it('keeps tabs, CRLF and the byte order mark', async () => {
    const text = '\uFEFF{\r\n\t"mcpServers": {\r\n\t\t"other": {}\r\n\t}\r\n}\r\n';
    const result = await added('cursor', text);
    expect(result.startsWith('\uFEFF{\r\n\t"mcpServers": {\r\n\t\t"other": {},\r\n\t\t"kestra": {\r\n')).toBe(
      true,
    );
    expect(result.replaceAll('\r\n', '')).not.toContain('\n');
    expect(result).not.toContain('  ');
  });

  it('stays on one line', async () => {
    const text = '{"a":[1],"mcpServers":{"other":{}},"b":{"c":2}}';
    expect(await added('cursor', text)).toBe(
      `{"a":[1],"mcpServers":{"other":{},"kestra": ${JSON.stringify(SERVER)}},"b":{"c":2}}`,
    );
  });

  it.each(['{\n  "mcpServers": {}\n}\n', '{\n  "mcpServers": {\n  }\n}\n', '{\n}\n', '{}', ''])(
    'is laid out as one would by hand: %j',
    async (text) => {
      expect((await added('cursor', text)).trim()).toBe(
        JSON.stringify({ mcpServers: { kestra: SERVER } }, null, 2),
      );
    },
  );

  it('changes nothing where nothing differs', async () => {
    const once = await added('cursor', '{"mcpServers":{"kestra":{"disabled":true}}}');
    expect(await added('cursor', once)).toBe(once);
  });

  it('keeps what stands in the entry beside the start: comments, order, unknown keys', async () => {
    const text = `{
  "mcpServers": {
    "kestra": {
      // switched off at night
      "disabled": true,
      "command": "uv", // old
      "args": ["run"],
      "url": "http://x",
      // reads only
      "autoApprove": ["list_flows"],
      "env": {
        // ours
        "HTTPS_PROXY": "http://p",
        "KESTRA_BASE_URL": "http://old"
      }
    }
  }
}
`;
    const result = await added('gemini', text);
    for (const kept of [
      '// switched off at night\n      "disabled": true,',
      '// reads only\n',
      '// ours\n        "HTTPS_PROXY"',
    ])
      expect(result).toContain(kept);
    expect(result).not.toContain('"url"');
    expect(result).toContain('"KESTRA_BASE_URL": "http://k"');
    expect(result.indexOf('"disabled"')).toBeLessThan(result.indexOf('"command"'));
  });

  it.each([
    ['not JSON', '{"mcpServers": {', 'it is not valid JSON (close brace expected in line 1)'],
    [
      'comments where the client knows none',
      '{\n// no\n}',
      'it is not valid JSON (invalid comment token in line 2)',
    ],
    ['a list', '[]', 'it does not contain an object'],
    ['null', 'null', 'it does not contain an object'],
    ['text', '"kestra"', 'it does not contain an object'],
    ['servers that are null', '{"mcpServers": null}', 'its "mcpServers" is not an object'],
    ['servers in a list', '{"mcpServers": []}', 'its "mcpServers" is not an object'],
    ['two documents', '{} {}', 'it is not valid JSON (end of file expected in line 1)'],
    ['too deep', `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'it cannot be read'],
  ])('is left alone when it is %s', async (_, text, reason) => {
    await expect(added('cursor', text)).rejects.toMatchObject({
      code: 'KMCP_CONFIG',
      message: expect.stringContaining(`FILE was not changed: ${reason}`),
      hint: expect.stringContaining('--client cursor --print --offline'),
    });
  });

  it.each([
    ['servers', '{"mcpServers": {}, "mcpServers": {"other": {}}}'],
    ['the server', '{"mcpServers": {"kestra": {"command": "a"}, "kestra": {"command": "b"}}}'],
    ['a part of the server', '{"mcpServers": {"kestra": {"command": "a", "command": "b"}}}'],
  ])('is left alone when %s is there twice: readers take the last one', async (_, text) => {
    await expect(added('cursor', text)).rejects.toThrow('cannot be edited without changing other entries');
  });

  it('does not mind what is there twice elsewhere, nor odd values', async () => {
    const text =
      '{"a": 1, "a": 2, "inputs": null, "__proto__": {"b": [null, {}]}, "mcpServers": {"other": 7, "__proto__": null}}';
    const result = await added('cursor', text);
    expect(result.startsWith(text.slice(0, text.indexOf('"other"')))).toBe(true);
    expect(result).toContain('"__proto__": null');
    expect(JSON.parse(result).mcpServers.kestra).toEqual(SERVER);
  });

  it.each(['kestra.prod', 'a"b', 'a\\b', '__proto__', 'constructor', 'käse 🧀', ''])(
    'takes the name %j',
    async (name) => {
      const result = await added('cursor', '{"mcpServers": {"other": {}}}', name);
      const servers: object = JSON.parse(result).mcpServers;
      expect(Object.getOwnPropertyDescriptor(servers, name)?.value).toEqual(SERVER);
      expect(Object.keys(servers)).toHaveLength(2);
    },
  );

  it('takes megabytes', async () => {
    const history = Object.fromEntries(
      [...Array(4_000).keys()].map((at) => [`/home/p${at}`, { history: ['x'.repeat(1_200)] }]),
    );
    const text = JSON.stringify({ projects: history, mcpServers: { other: {} }, tips: { a: 1 } }, null, 2);
    expect(text.length).toBeGreaterThan(4_900_000);
    const result = JSON.parse(await added('claude-code', text));
    expect(result).toEqual({ projects: history, mcpServers: { other: {}, kestra: SERVER }, tips: { a: 1 } });
  });
});

describe('the inputs of VS Code', () => {
  const WANTED = [{ id: 'kestra-password', type: 'promptString' }];

  it('are added to those there', async () => {
    const result = JSON.parse(await added('vscode', '{"inputs": [{"id": "other"}, 7]}', 'kestra', WANTED));
    expect(result.inputs).toEqual([{ id: 'other' }, 7, ...WANTED]);
  });

  it('stay as someone has made them', async () => {
    const text = '{"inputs": [{"id": "kestra-password", "type": "command", "command": "vault"}]}';
    const result = JSON.parse(await added('vscode', text, 'kestra', WANTED));
    expect(result.inputs).toEqual([{ id: 'kestra-password', type: 'command', command: 'vault' }]);
  });

  it('must be a list', async () => {
    await expect(added('vscode', '{"inputs": {}}', 'kestra', WANTED)).rejects.toThrow(
      'its "inputs" is not a list',
    );
  });
});

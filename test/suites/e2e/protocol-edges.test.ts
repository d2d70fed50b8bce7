import { beforeAll, describe, expect, it } from '@jest/globals';
import { opening, request, toolCall } from '../../support/host/messages.js';
import { type Message, parseLines, RawHost, runHost } from '../../support/host/raw.js';

const MODERN = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1.0.0' },
  'io.modelcontextprotocol/clientCapabilities': {},
};
const BOM = '\ufeff';

/** Lines that are refused. `META` is replaced by the `_meta` of the era's requests. */
const REFUSED: [line: string, id: number | string | null, code: number, says: string][] = [
  ['{"id":92,"method":"tools/list","params":{META}}', 92, -32600, '"jsonrpc"'],
  ['{"jsonrpc":"2.0","id":"q","params":{META}}', 'q', -32600, 'method'],
  ['{"jsonrpc":"2.0","id":2.5,"method":"tools/list","params":{META}}', 2.5, -32600, 'whole number'],
  ['{"jsonrpc":"2.0","id":21,"method":"tools/list","params":[1]}', 21, -32602, 'must be an object'],
  ['{"jsonrpc":"2.0","id":22,"method":"tools/list","params":{"cursor":true,META}}', 22, -32602, '"cursor"'],
  ['{"jsonrpc":"2.0","id":23,"method":"prompts/list","params":{"cursor":"2",META}}', 23, -32602, 'cursor'],
  ['{"jsonrpc":"2.0","id":24,"method":"resources/read","params":{META}}', 24, -32602, '"uri"'],
  ['{"jsonrpc":"2.0","id":25,"method":"prompts/get","params":{"name":[],META}}', 25, -32602, '"name"'],
  ['{"jsonrpc":"2.0","id":26,"method":"tools/call","params":{"name":7,META}}', 26, -32602, '"name"'],
  ['{"jsonrpc":"2.0","id":27,"method":"does/not/exist","params":{META}}', 27, -32601, 'not found'],
  ['{"jsonrpc":"2.0","id":28,"method":"tools/list","params":{"a":Infinity,META}}', 28, -32700, 'JSON'],
  ['{"method":"tools/list","params":{"a":\'b\',META},"jsonrpc":"2.0","id":29}', 29, -32700, 'JSON'],
  ['{"jsonrpc":"2.0","id":30,"method":"tools/call","params":{"name":"list_na', 30, -32700, 'JSON'],
];

/** Lines that are accepted. */
const TAKEN: [line: string, id: number | string][] = [
  [
    '{"jsonrpc":"2.0","id":102,"method":"tools/call","params":{"name":"list_namespaces","arguments":null,META}}',
    102,
  ],
  ['{"jsonrpc":"2.0","id":0,"method":"tools/list","params":{"cursor":null,META}}', 0],
  [`${BOM}{"jsonrpc":"2.0","id":"","method":"prompts/list","params":{META}}\r`, ''],
  ['{"jsonrpc":"2.0","id":103,"method":"resources/list","params":{META},"sessionId":"s"}', 103],
];

describe.each([
  ['2025-06-18', undefined, { progressToken: null }],
  ['2026-07-28', MODERN, { ...MODERN, progressToken: null }],
])('in %s', (version, modern, meta) => {
  let answers: Message[];
  const written = (line: string) => line.replace('META', `"_meta":${JSON.stringify(meta)}`);
  const answerOf = (id: unknown) => answers.filter((answer) => answer.id === id);

  beforeAll(async () => {
    const hello = { ...request(-1, 'server/discover', { _meta: modern }) };
    const host = new RawHost({ args: ['--sandbox'] });
    host.send(
      ...(modern === undefined ? opening(version).map((m) => ('id' in m ? { ...m, id: -1 } : m)) : [hello]),
    );
    await host.answer(-1);
    host.write([...TAKEN, ...REFUSED].map(([line]) => `${written(line)}\n`).join(''));
    host.endInput();
    const { code, stdout } = await host.finished;
    expect(code).toBe(0);
    answers = parseLines(stdout);
  });

  it.each(REFUSED)('%s is refused under %j with %i', (_, id, code, says) => {
    expect(answerOf(id)).toEqual([
      { jsonrpc: '2.0', id, error: { code, message: expect.stringContaining(says) } },
    ]);
    expect(answerOf(id)[0]?.error?.message).not.toMatch(/[\n{[]/);
  });

  it.each(TAKEN)('%s is taken', (_, id) => {
    expect(answerOf(id)).toEqual([{ jsonrpc: '2.0', id, result: expect.any(Object) }]);
  });

  it('no answer has an id that nobody gave', () => {
    expect(answers).toHaveLength(REFUSED.length + TAKEN.length + 1);
  });
});

describe('params that are null', () => {
  it('are none', async () => {
    const input = `${[...opening(), { ...request(91, 'tools/list'), params: null }].map((m) => JSON.stringify(m)).join('\n')}\n`;
    const { stdout } = await runHost({ args: ['--sandbox'], input });
    expect(parseLines(stdout).find(({ id }) => id === 91)?.result.tools.length).toBeGreaterThan(10);
  });
});

describe('a batch', () => {
  const BATCH = [
    request(94, 'ping'),
    { jsonrpc: '2.0', method: 'notifications/roots/list_changed' },
    toolCall(95, 'list_namespaces'),
    { id: 96, method: 'ping' },
    { jsonrpc: '2.0', id: 97, result: {} },
  ];
  const run = async (version: string) => {
    const lines = [...opening(version), BATCH, [], request(98, 'ping')];
    const input = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
    const { code, stdout } = await runHost({ args: ['--sandbox'], input });
    expect(code).toBe(0);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Message | Message[]);
  };
  const EMPTY = { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'A batch must not be empty.' } };

  it('is answered as one in 2025-03-26, even right behind the handshake', async () => {
    const answers = await run('2025-03-26');
    const batch = answers.find(Array.isArray);
    expect(batch?.map(({ id, error }) => [id, error?.code])).toHaveLength(3);
    expect(batch).toEqual(
      expect.arrayContaining([
        { jsonrpc: '2.0', id: 94, result: {} },
        expect.objectContaining({ id: 95, result: expect.any(Object) }),
        expect.objectContaining({ id: 96, error: expect.objectContaining({ code: -32600 }) }),
      ]),
    );
    expect(answers).toContainEqual(EMPTY);
    expect(answers).toHaveLength(4);
  });

  it.each(['2024-11-05', '2025-11-25'])('is refused per id in %s', async (version) => {
    const answers = await run(version);
    for (const id of [94, 95, 96])
      expect(answers).toContainEqual({
        jsonrpc: '2.0',
        id,
        error: { code: -32600, message: expect.stringContaining('2025-03-26') },
      });
    expect(answers).toContainEqual(EMPTY);
    expect(answers).toHaveLength(6);
  });
});

import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { JSONRPCMessage } from '@modelcontextprotocol/server';
import { StdioTransport } from './stdio-transport.js';

const request = (id: number | string) => ({ jsonrpc: '2.0' as const, id, method: 'tools/list' });
const answer = (id: number | string) => ({ jsonrpc: '2.0' as const, id, result: {} });
const line = (message: object) => `${JSON.stringify(message)}\n`;
const soon = () => new Promise((resolve) => setImmediate(resolve));

async function start() {
  const input = new PassThrough();
  const output = new PassThrough();
  const transport = new StdioTransport(input, output);
  const heard: JSONRPCMessage[] = [];
  const errors: Error[] = [];
  const closed: string[] = [];
  transport.onmessage = (message) => heard.push(message);
  transport.onerror = (error) => errors.push(error);
  transport.onclose = () => closed.push('closed');
  await transport.start();
  const written = () => String(output.read() ?? '');
  return { input, output, transport, heard, errors, closed, written };
}

describe('reading', () => {
  it('takes a message for each line, however the bytes come', async () => {
    const { input, heard } = await start();
    const bytes = Buffer.from(
      `\r\n\n${line({ ...request(1), params: { text: 'ä€' } })}${line(request('two'))}`,
    );
    for (const byte of bytes) input.write(Buffer.of(byte));
    await soon();
    expect(heard).toEqual([{ ...request(1), params: { text: 'ä€' } }, request('two')]);
  });

  it.each([
    ['not json', null, -32700, 'The line is not valid JSON.'],
    ['{"jsonrpc":"2.0","id":7,"method":"ping",', 7, -32700, 'The line is not valid JSON.'],
    ['{"jsonrpc":"1.0"}', null, -32600, 'A message must have "jsonrpc": "2.0".'],
    ['{"id":"a","method":"ping"}', 'a', -32600, 'A message must have "jsonrpc": "2.0".'],
    ['[]', null, -32600, 'A batch must not be empty.'],
    ['42', null, -32600, 'A JSON-RPC message must be an object.'],
  ])('answers %s under the id %j with %i, and goes on', async (bad, id, code, message) => {
    const { input, heard, errors, written, closed } = await start();
    input.write(`${bad}\n${line(request(1))}`);
    await soon();
    expect(written()).toBe(line({ jsonrpc: '2.0', id, error: { code, message } }));
    expect(errors).toHaveLength(1);
    expect(heard).toEqual([request(1)]);
    expect(closed).toEqual([]);
  });

  it('does not answer an answer, whatever is wrong with it', async () => {
    const { input, errors, written } = await start();
    input.write('{"jsonrpc":"2.0","id":1,"result":5}\n');
    await soon();
    expect(written()).toBe('');
    expect(errors).toHaveLength(1);
  });

  it('answers each line of UTF-16 once, in words', async () => {
    const { input, written } = await start();
    input.end(Buffer.from(`\ufeff${line(request(1))}${line(request('é'))}`, 'utf16le'));
    await soon();
    const answers = written().trim().split('\n');
    expect(answers.map((text) => JSON.parse(text))).toMatchObject([
      { id: 1, error: { code: -32700, message: expect.stringContaining('UTF-16') } },
      { id: null, error: { code: -32700 } },
    ]);
  });

  it('passes over byte order marks', async () => {
    const { input, heard, written } = await start();
    input.write(`\ufeff${line(request(1))}\ufeff\r\n\ufeff${line(request(2))}`);
    await soon();
    expect(heard).toEqual([request(1), request(2)]);
    expect(written()).toBe('');
  });

  it('closes at a message that would fill the memory', async () => {
    const { input, errors, closed, written } = await start();
    input.write('{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"');
    input.write(Buffer.alloc(65 * 1024 * 1024, 'x'));
    await soon();
    expect(errors).toHaveLength(1);
    const error = { code: -32700, message: 'A message can have at most 64 MB.' };
    expect(written()).toBe(line({ jsonrpc: '2.0', id: 5, error }));
    expect(closed).toEqual(['closed']);
  });
});

describe('a batch', () => {
  const entries = [request(1), { jsonrpc: '2.0', method: 'notifications/initialized' }, request('two')];

  it('is answered as one where it was agreed', async () => {
    const { input, transport, heard, written } = await start();
    transport.setProtocolVersion('2025-03-26');
    input.write(line([...entries, { id: 3 }]));
    await soon();
    expect(heard).toEqual(entries);
    await transport.send(answer('two'));
    await transport.send(answer(9));
    expect(written()).toBe(line(answer(9)));
    await transport.send(answer(1));
    const refused = { jsonrpc: '2.0', id: 3, error: { code: -32600, message: expect.any(String) } };
    expect(JSON.parse(written())).toEqual([refused, answer('two'), answer(1)]);
  });

  it('is read by the version that a handshake before it asks for', async () => {
    const { input, heard } = await start();
    const hello = { ...request(0), method: 'initialize', params: { protocolVersion: '2025-03-26' } };
    input.write(line(hello) + line([request(1)]));
    await soon();
    expect(heard).toEqual([hello, request(1)]);
  });

  it('of notifications alone has no answer', async () => {
    const { input, transport, heard, written } = await start();
    transport.setProtocolVersion('2025-03-26');
    input.write(line(entries.slice(1, 2)));
    await soon();
    expect(heard).toHaveLength(1);
    expect(written()).toBe('');
  });

  it('is answered without what was cancelled, before the input has ended for good', async () => {
    const { input, transport, closed, written } = await start();
    transport.setProtocolVersion('2025-03-26');
    const cancelled = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } };
    input.write(line(entries));
    input.end(line(cancelled));
    await soon();
    expect(closed).toEqual([]);
    await transport.send(answer('two'));
    expect(written()).toBe(line([answer('two')]));
    expect(closed).toEqual(['closed']);
  });

  it('is refused for each of its requests elsewhere', async () => {
    const { input, transport, heard, written } = await start();
    transport.setProtocolVersion('2025-06-18');
    input.write(line(entries));
    await soon();
    expect(heard).toEqual([]);
    const answers = written().trim().split('\n');
    expect(answers.map((text) => JSON.parse(text))).toMatchObject([
      { id: 1, error: { code: -32600 } },
      { id: 'two', error: { code: -32600 } },
    ]);
  });
});

describe('writing', () => {
  it('is a line for each message', async () => {
    const { transport, written } = await start();
    await transport.send(answer(1));
    expect(written()).toBe(line(answer(1)));
  });

  it('is an error when the client has gone away', async () => {
    const { transport, output, closed } = await start();
    output.destroy();
    await expect(transport.send(answer(1))).rejects.toThrow();
    expect(closed).toEqual(['closed']);
  });
});

describe('the end of the input', () => {
  it('completes the last line', async () => {
    const { input, transport, heard, closed } = await start();
    input.end(JSON.stringify(request(1)));
    await soon();
    expect(heard).toEqual([request(1)]);
    expect(closed).toEqual([]);
    await transport.send(answer(1));
    expect(closed).toEqual(['closed']);
  });

  it('closes at once when nothing is in flight', async () => {
    const { input, closed } = await start();
    input.end();
    await soon();
    expect(closed).toEqual(['closed']);
  });

  it('waits for the answers of what is in flight', async () => {
    const { input, transport, closed, written } = await start();
    input.end(line(request(1)) + line(request(2)));
    await soon();
    await transport.send({ jsonrpc: '2.0', method: 'notifications/message', params: {} });
    await transport.send(answer(2));
    await soon();
    expect(closed).toEqual([]);
    await transport.send({ jsonrpc: '2.0', id: 1, error: { code: -32602, message: 'no' } });
    expect(closed).toEqual(['closed']);
    expect(written().trim().split('\n')).toHaveLength(3);
  });

  it('does not wait for the end of a subscription', async () => {
    const { input, transport, closed } = await start();
    input.end(line({ ...request(1), method: 'subscriptions/listen' }));
    await soon();
    expect(closed).toEqual([]);
    const params = { _meta: { 'io.modelcontextprotocol/subscriptionId': 1 } };
    await transport.send({ jsonrpc: '2.0', method: 'notifications/subscriptions/acknowledged', params });
    expect(closed).toEqual(['closed']);
  });

  it('does not wait for what was cancelled', async () => {
    const { input, closed } = await start();
    const cancelled = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } };
    input.end(line(request(1)) + line(cancelled));
    await soon();
    expect(closed).toEqual(['closed']);
  });
});

describe('closing', () => {
  it('is told once, and nothing is heard after it', async () => {
    const { input, transport, heard, closed } = await start();
    await transport.close();
    await transport.close();
    input.write(line(request(1)));
    input.end();
    await soon();
    expect(closed).toEqual(['closed']);
    expect(heard).toEqual([]);
  });
});

describe('what the server asks', () => {
  it('is answered in the place of a client that sends nothing any more', async () => {
    const { input, transport, heard } = await start();
    input.write(line(request(1)));
    await soon();
    for (const id of [7, 'eight']) await transport.send({ ...request(id), method: 'elicitation/create' });
    input.write(line(answer(7)));
    input.end();
    await soon();
    await transport.send({ ...request(9), method: 'elicitation/create' });
    const error = { code: -32000, message: 'The client has closed its input.' };
    expect(heard.slice(1)).toEqual([
      answer(7),
      { jsonrpc: '2.0', id: 'eight', error },
      { jsonrpc: '2.0', id: 9, error },
    ]);
    await transport.close();
  });
});

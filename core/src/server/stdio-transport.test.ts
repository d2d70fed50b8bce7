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

  it.each(['not json', '{"jsonrpc":"1.0"}', '[]', '42', '{"jsonrpc":"2.0",'])(
    'answers %s with a parse error, and goes on',
    async (bad) => {
      const { input, heard, errors, written, closed } = await start();
      input.write(`${bad}\n${line(request(1))}`);
      await soon();
      expect(written()).toBe(
        line({
          jsonrpc: '2.0',
          id: null,
          error: { code: -32700, message: 'The line is not a JSON-RPC message.' },
        }),
      );
      expect(errors).toHaveLength(1);
      expect(heard).toEqual([request(1)]);
      expect(closed).toEqual([]);
    },
  );

  it('closes at a message that would fill the memory', async () => {
    const { input, errors, closed } = await start();
    input.write(Buffer.alloc(65 * 1024 * 1024, 'x'));
    await soon();
    expect(errors).toHaveLength(1);
    expect(closed).toEqual(['closed']);
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

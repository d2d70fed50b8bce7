import { describe, expect, it } from '@jest/globals';
import { readBatch, refusedBatch } from './batch.js';
import { idInText } from './id-in-text.js';
import { jsonOf, messageOf } from './message-of.js';
import { Refusal } from './refusal.js';

/** The answer to a refused line: id, code and sentence. Undefined if there is none. */
function refused(line: string): [id: string, code: number, sentence: string] | undefined {
  try {
    messageOf(jsonOf(line), line);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.id === undefined ? undefined : [error.id, error.code, error.message];
  }
  throw new Error(`${line} was taken`);
}

describe('the id of a line that is not JSON', () => {
  it.each([
    ['{"jsonrpc":"2.0","id":12,"method":"ping","params":{"a":NaN}}', '12'],
    ['{"method":"ping","params":{"a":[1,],},"jsonrpc":"2.0","id":"last"}', '"last"'],
    ['{"jsonrpc":"2.0", "id" : 0 ,"method":"tools/c', '0'],
    ['{"jsonrpc":"2.0","id":"","method":', '""'],
    ['{"jsonrpc":"2.0","id":"a\\"b\\\\","method":', '"a\\"b\\\\"'],
    ['{"id":-1.5e3,"method":x}', '-1.5e3'],
    ['{"id":123456789012345678901234567890,"method":x}', '123456789012345678901234567890'],
  ])('of %s is %s', (line, id) => {
    expect(idInText(line)).toBe(id);
  });

  it.each([
    ['is cut', '{"jsonrpc":"2.0","id":12'],
    ['is a string without an end', '{"jsonrpc":"2.0","id":"ab'],
    ['is null', '{"id":null,"method":x}'],
    ['is no number', '{"id":1.2.3,"method":x}'],
    ['is that of an argument', '{"method":"tools/call","params":{"arguments":{"id":7},x}'],
    ['stands inside of a text', '{"method":"x","params":{"a":"\\"id\\":7,"},x}'],
    ['is one of two', '{"id":1,"method":"ping"}{"id":2,"method":"ping"}'],
    ["is one of the server's own requests", '{"jsonrpc":"2.0","id":7,"result":{x}}'],
    ['is a value', '{"method":"id",x}'],
    ['is missing', 'hello'],
  ])('is null where it %s', (_, line) => {
    expect(idInText(line)).toBe('null');
  });

  it('is found in time, however long the line is', () => {
    expect(idInText(`{"method":"x","params":{"a":"${'x\\"'.repeat(500_000)}",},"id":5}`)).toBe('5');
  });
});

describe('a message', () => {
  const request = (rest: object) => JSON.stringify({ jsonrpc: '2.0', id: 3, method: 'tools/call', ...rest });
  it.each([
    [{ params: null }, {}],
    [{ params: { name: 'x', arguments: null } }, { params: { name: 'x' } }],
    [{ params: { cursor: null, _meta: null } }, { params: {} }],
    [{ params: { _meta: { progressToken: null, a: 1 } } }, { params: { _meta: { a: 1 } } }],
    [{ extra: 1, params: { name: 'x' } }, { params: { name: 'x' } }],
  ])('of %j is read as %j', (given, read) => {
    expect(messageOf(JSON.parse(request(given)))).toEqual(JSON.parse(request(read)));
  });

  it('keeps a null inside of arguments', () => {
    const message = JSON.parse(request({ params: { name: 'x', arguments: { a: null, b: { c: null } } } }));
    expect(messageOf(structuredClone(message))).toEqual(message);
  });

  it('of a client that fills in all it could say about itself is read without the nulls', () => {
    const params = {
      protocolVersion: 'v',
      capabilities: { roots: null },
      clientInfo: { name: 'a', title: null },
    };
    const read = { protocolVersion: 'v', capabilities: {}, clientInfo: { name: 'a' } };
    const line = (params: object) => ({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
    expect(messageOf(line(params))).toEqual(line(read));
  });

  it.each([
    ['{"jsonrpc":"2.0","id":1,"method":"ping",}', '1', -32700, 'The line is not valid JSON.'],
    ['{"id":92,"method":"ping"}', '92', -32600, 'A message must have "jsonrpc": "2.0".'],
    ['{"jsonrpc":2,"id":"a","method":"ping"}', '"a"', -32600, 'A message must have "jsonrpc": "2.0".'],
    ['{"jsonrpc":"2.0","id":0}', '0', -32600, 'A request must have a method, as a string.'],
    ['{"jsonrpc":"2.0","id":"","method":null}', '""', -32600, 'A request must have a method, as a string.'],
    [
      '{"jsonrpc":"2.0","id":1.5,"method":"a"}',
      '1.5',
      -32600,
      'The id of a request must be a string or a whole number below 2^53.',
    ],
    [
      '{"jsonrpc":"2.0","id":9007199254740993,"method":"a"}',
      '9007199254740993',
      -32600,
      'The id of a request must be a string or a whole number below 2^53.',
    ],
    [
      '{"jsonrpc":"2.0","id":null,"method":"a"}',
      'null',
      -32600,
      'The id of a request must be a string or a whole number.',
    ],
    [
      '{"jsonrpc":"2.0","id":{"a":1},"method":"a"}',
      'null',
      -32600,
      'The id of a request must be a string or a whole number.',
    ],
    [
      '{"jsonrpc":"2.0","id":4,"method":"a","result":{}}',
      '4',
      -32600,
      'A message must be either a request or a response.',
    ],
    ['{"jsonrpc":"2.0","id":4,"method":"a","params":"x"}', '4', -32602, 'The params of a must be an object.'],
    ['{"jsonrpc":"2.0","id":4,"method":"a","params":[]}', '4', -32602, 'The params of a must be an object.'],
    [
      '{"jsonrpc":"2.0","id":4,"method":"a","params":{"_meta":[]}}',
      '4',
      -32602,
      '"_meta" of a must be an object.',
    ],
    [
      '{"jsonrpc":"2.0","id":4,"method":"a","params":{"_meta":{"progressToken":{}}}}',
      '4',
      -32602,
      '"_meta.progressToken" of a must be a string or a whole number below 2^53.',
    ],
    ['{}', 'null', -32600, 'A message must have "jsonrpc": "2.0".'],
    ['"text"', 'null', -32600, 'A JSON-RPC message must be an object.'],
    ['null', 'null', -32600, 'A JSON-RPC message must be an object.'],
  ])('%s is refused under %s with %i', (line, id, code, sentence) => {
    expect(refused(line)).toEqual([id, code, sentence]);
  });

  it.each([
    ['an answer that is none', '{"jsonrpc":"2.0","id":1,"result":5}'],
    ['an error that is none', '{"jsonrpc":"2.0","id":1,"error":"no"}'],
    ['a notification with wrong params', '{"jsonrpc":"2.0","method":"notifications/cancelled","params":[1]}'],
  ])('that is %s is not answered', (_, line) => {
    expect(refused(line)).toBeUndefined();
  });

  it.each(['utf16le', 'be'])('in UTF-16 (%s) is refused in words, under its id', (order) => {
    const bytes = Buffer.from('\ufeff{"jsonrpc":"2.0","id":6,"method":"ping"}', 'utf16le');
    const line = (order === 'be' ? bytes.swap16() : bytes).toString();
    expect(refused(line)).toEqual([
      '6',
      -32700,
      'The line is UTF-16 or contains a NUL character. MCP messages are JSON in UTF-8.',
    ]);
  });
});

describe('a batch', () => {
  const ping = (id: unknown) => ({ jsonrpc: '2.0', id, method: 'ping' });
  const note = { jsonrpc: '2.0', method: 'notifications/initialized' };
  const ids = (refusals: Refusal[]) => refusals.map(({ id, code }) => [id, code]);

  it.each([undefined, '2024-11-05', '2025-06-18', '2026-07-28'])('is refused per id in %s', (version) => {
    const entries = [ping(1), note, ping('b'), { id: 3 }, { jsonrpc: '2.0', id: 4, result: {} }, 5, ping(1)];
    expect(ids(refusedBatch(entries, version))).toEqual([
      ['1', -32600],
      ['"b"', -32600],
      ['3', -32600],
    ]);
    expect(ids(refusedBatch([note], version))).toEqual([['null', -32600]]);
  });

  it('is read in 2025-03-26, unless it is empty', () => {
    expect(refusedBatch([ping(1)], '2025-03-26')).toEqual([]);
    expect(ids(refusedBatch([], '2025-03-26'))).toEqual([['null', -32600]]);
  });

  it('has messages of every kind, and what is none of them is refused alone', () => {
    const answer = { jsonrpc: '2.0', id: 1, result: {} };
    const { messages, ids: asked, refusals } = readBatch([ping(1), note, answer, ping(''), { id: 2 }, 3]);
    expect(messages).toEqual([ping(1), note, answer, ping('')]);
    expect(asked).toEqual([1, '']);
    expect(ids(refusals)).toEqual([
      ['2', -32600],
      ['null', -32600],
    ]);
  });

  it('has no handshake, and no id twice', () => {
    const { messages, refusals } = readBatch([
      ping(1),
      ping(1),
      ping('1'),
      { ...ping(7), method: 'initialize' },
    ]);
    expect(messages).toEqual([ping(1), ping('1')]);
    expect(ids(refusals)).toEqual([
      ['1', -32600],
      ['7', -32600],
    ]);
  });
});

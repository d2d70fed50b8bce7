import { describe, expect, it } from '@jest/globals';
import { connectTo } from '../../../test/support/host/wire.js';
import { registryOf, thingsPlugin } from '../../../test/support/plugins/things.js';
import { select } from '../selection/selection.js';
import type { ServedHost } from './served-host.js';

async function connect(host: Partial<ServedHost> = {}) {
  const selection = select(await registryOf(thingsPlugin), { enable: [], disable: [], readOnly: false });
  return (await connectTo({ selection: () => selection, ...host })).wire;
}

describe('params that do not fit', () => {
  it.each([
    ['initialize', {}, 'initialize needs "protocolVersion", "capabilities", "clientInfo".'],
    [
      'initialize',
      { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'a' } },
      'initialize needs "clientInfo.version".',
    ],
    [
      'logging/setLevel',
      { level: 'loud' },
      /^"level" of logging\/setLevel must be one of debug, info, [^\n]*\.$/,
    ],
    ['tools/list', { cursor: 5 }, '"cursor" of tools/list must be a string.'],
    ['resources/list', { cursor: [] }, '"cursor" of resources/list must be a string.'],
    ['tools/call', {}, 'tools/call needs "name".'],
    ['tools/call', { name: 'get_thing', arguments: [] }, '"arguments" of tools/call must be an object.'],
    ['resources/read', { uri: 7 }, '"uri" of resources/read must be a string.'],
    ['completion/complete', {}, 'completion/complete needs "argument".'],
    ['resources/subscribe', {}, 'resources/subscribe needs "uri".'],
    ['prompts/get', {}, 'prompts/get needs "name".'],
    ['prompts/get', { name: 'a', arguments: { b: 1 } }, '"arguments.b" of prompts/get must be a string.'],
  ])('%s of %j is told in one sentence', async (method, params, sentence) => {
    const wire = await connect();
    const message = typeof sentence === 'string' ? sentence : expect.stringMatching(sentence);
    expect((await wire.ask(2, method, params)).error).toEqual({ code: -32602, message });
  });
});

describe('a cursor', () => {
  const LISTS = ['tools/list', 'resources/list', 'resources/templates/list', 'prompts/list'];
  it.each(LISTS)('of %s is none of ours', async (method) => {
    const wire = await connect();
    expect((await wire.ask(2, method, { cursor: 'next' })).error).toEqual({
      code: -32602,
      message: `${method} does not know this cursor. Omit the cursor to get the list from its beginning.`,
    });
    expect((await wire.ask(3, method, { cursor: '' })).error).toBeUndefined();
  });
});

it.each(['no/such', 'tasks/list', 'subscriptions/listen'])('%s stays unknown', async (method) => {
  const wire = await connect();
  expect((await wire.ask(2, method)).error).toMatchObject({ code: -32601 });
});

it('does not dump what is wrong with an answer of a tool', async () => {
  const wire = await connect({ call: async () => ({ content: [{ type: 'text' } as never] }) });
  expect((await wire.ask(2, 'tools/call', { name: 'get_thing' })).error).toEqual({
    code: -32603,
    message: 'The result of the tool does not conform to MCP.',
  });
});

it("leaves an error that looks like the SDK's own list as it is", async () => {
  const text = '[{"path":["a"],"message":"b"}]';
  const wire = await connect({ call: () => Promise.reject(new Error(text)) });
  expect((await wire.ask(2, 'tools/call', { name: 'x' })).error).toMatchObject({
    code: -32603,
    message: text,
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { InputRequired } from '../../call/ask/input-required.js';
import type { CallContext } from '../../plugin/author/context.js';
import type { Wanted } from '../../plugin/author/mcp-client.js';
import { answered } from '../answer.js';
import { createServer } from '../mcp-server.js';
import type { ServedHost } from '../served-host.js';
import { digestOf } from './digest.js';
import { Rounds } from './rounds.js';

type Handler = (context: CallContext) => Promise<unknown>;
const FORM: Wanted = {
  method: 'elicitation/create',
  params: { message: 'Sure?', requestedSchema: { type: 'object', properties: { yes: { type: 'boolean' } } } },
};
const MODEL: Wanted = {
  method: 'sampling/createMessage',
  params: { messages: [{ role: 'user', content: { type: 'text', text: 'Hello' } }], maxTokens: 9 },
};
const ROOTS: Wanted = { method: 'roots/list' };

const clients: Client[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

/** Connects a client of the given era, with these capabilities, to a server whose tool and prompt run the handler. */
async function connect(era: 'modern' | 'legacy', handler: Handler, can: readonly string[]) {
  const [theirs, ours] = InMemoryTransport.createLinkedPair();
  const selection = {
    tools: new Map(),
    resources: new Map(),
    prompts: new Map(),
    skills: new Map(),
    fixed: {},
  };
  const host = {
    ...{ version: '1', sandbox: false, selection: () => selection },
    ...{ onSelectionChange: () => () => undefined, ready: async () => undefined, listed: () => undefined },
    call: async (_: string, __: object, context: CallContext) => ({
      content: [{ type: 'text', text: JSON.stringify(await handler(context)) }],
    }),
    prompt: async (_: string, __: object, context: CallContext) => [
      { role: 'user', text: JSON.stringify(await handler(context)) },
    ],
  } as unknown as ServedHost;
  serveStdio(() => createServer(host), { transport: ours as never });
  const mode = era === 'modern' ? ({ pin: '2026-07-28' } as const) : 'legacy';
  const capabilities = Object.fromEntries(can.map((each) => [each, {}]));
  const client = new Client({ name: 'c', version: '1' }, { capabilities, versionNegotiation: { mode } });
  if (can.includes('elicitation'))
    client.setRequestHandler('elicitation/create', async () => ({
      action: 'accept',
      content: { yes: true },
    }));
  if (can.includes('sampling'))
    client.setRequestHandler('sampling/createMessage', async () => ({
      ...{ role: 'assistant', model: 'm', content: { type: 'text', text: 'Hi' } },
    }));
  if (can.includes('roots'))
    client.setRequestHandler('roots/list', async () => ({ roots: [{ uri: 'file:///a' }] }));
  clients.push(client);
  await client.connect(theirs);
  return client;
}

/** Calls the tool, and returns its text or its error. */
async function told(client: Client): Promise<unknown> {
  try {
    const { content, isError = false } = await client.callTool({ name: 't', arguments: {} });
    return [isError, (content as { text: string }[])[0]?.text];
  } catch (error) {
    const { code, data, message } = error as { code: number; data: unknown; message: string };
    return { code, data, message };
  }
}

const ALL = ['elicitation', 'sampling', 'roots'];
const ANSWERS = {
  form: { action: 'accept', content: { yes: true } },
  model: { role: 'assistant', model: 'm', content: { type: 'text', text: 'Hi' } },
  folders: { roots: [{ uri: 'file:///a' }] },
};
const LACKS = 'This needs a client that can provide its model (sampling)';

describe.each(['legacy', 'modern'] as const)('what a call of a %s client gets of it', (era) => {
  it('comes all at once, to a tool and to a prompt', async () => {
    const entries: string[] = [];
    const all: Handler = async ({ client }) => {
      entries.push('entered');
      return client?.get({ form: FORM, model: MODEL, folders: ROOTS });
    };
    const client = await connect(era, all, ALL);
    expect(JSON.parse(((await told(client)) as string[])[1] ?? '')).toMatchObject(ANSWERS);
    expect(entries).toHaveLength(2);
    const { messages } = await client.getPrompt({ name: 'p' });
    const [said] = messages.map(({ content }) => (content.type === 'text' ? content.text : content.type));
    expect(JSON.parse(said ?? '')).toMatchObject(ANSWERS);
  });

  it('comes round by round, and is not asked for twice', async () => {
    const entries: string[] = [];
    const rounds: Handler = async ({ client }) => {
      entries.push('entered');
      return [await client?.get({ form: FORM }), await client?.get({ form: FORM, folders: ROOTS })];
    };
    const [, text] = (await told(await connect(era, rounds, ALL))) as string[];
    const { form, folders } = ANSWERS;
    expect(JSON.parse(text ?? '')).toMatchObject([{ form }, { form, folders }]);
    expect(entries).toHaveLength(3);
  });

  it('is told beforehand, and refused where the client has not said that it does it', async () => {
    const asks: Handler = async ({ client }) => [
      client?.does('roots/list'),
      client?.does('sampling/createMessage'),
    ];
    expect(await told(await connect(era, asks, ['roots']))).toEqual([false, '[true,false]']);
    const wants: Handler = async ({ client }) => client?.get({ folders: ROOTS, model: MODEL });
    const refused = await told(await connect(era, wants, ['roots']));
    if (era === 'legacy') expect(refused).toEqual([true, expect.stringContaining(LACKS)]);
    else
      expect(refused).toEqual({
        code: -32021,
        data: { requiredCapabilities: { sampling: {} } },
        message: expect.stringContaining(LACKS),
      });
  });
});

describe('an answer', () => {
  const state = {
    call: digestOf('c'),
    replies: {},
    asked: [{ key: 'form', of: digestOf(FORM), as: 'wanted' }],
  };
  const get = (form: unknown, sent: unknown) => {
    const mcpReq = { requestState: () => sent, inputResponses: { form, more: ANSWERS.folders } };
    return new Rounds('c', { mcpReq } as never).get({ form: FORM });
  };

  it.each([
    ['to what was asked', state],
    ['that came unasked', undefined],
  ])(
    '%s is taken where it is of the kind that is wanted, and asked for again where it is not',
    async (_, sent) => {
      expect(await get(ANSWERS.form, sent)).toEqual({ form: ANSWERS.form });
      for (const other of [ANSWERS.model, ANSWERS.folders, 12_345, null, { action: 'accepted' }])
        await expect(get(other, sent)).rejects.toBeInstanceOf(InputRequired);
    },
  );

  it('to another call is refused', () => {
    const mcpReq = { requestState: () => state, inputResponses: { form: ANSWERS.form } };
    expect(() => new Rounds('another', { mcpReq } as never)).toThrow('belongs to another call');
  });
});

it('an error that the protocol has a code for keeps it', async () => {
  const foreign = new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    'The requestState belongs to another call.',
  );
  await expect(answered(Promise.reject(foreign))).rejects.toBe(foreign);
});

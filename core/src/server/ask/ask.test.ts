import { afterEach, describe, expect, it } from '@jest/globals';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Question, Reply } from '../../plugin/author/question.js';
import type { ToolResult } from '../../response/result.js';
import { createServer } from '../mcp-server.js';
import type { ServedHost } from '../served-host.js';

type Call = ServedHost['call'];
type Handler = (params: Record<string, unknown>) => object | Promise<object>;

const QUESTION: Question = {
  key: 'sure',
  message: 'Sure?',
  fields: { yes: { type: 'boolean', title: 'Yes' } },
  required: ['yes'],
};
const said = (value: unknown): ToolResult => ({ content: [{ type: 'text', text: JSON.stringify(value) }] });
const asks: Call = async (_name, _given, { ask }) => said(ask === undefined ? 'cannot' : await ask(QUESTION));

const clients: Client[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

interface Setup {
  call?: Call;
  answer?: Handler | undefined;
  askMs?: number;
  host?: Partial<ServedHost>;
}

async function connect(pin: 'modern' | 'legacy', { call = asks, answer, askMs, host }: Setup) {
  const [theirs, ours] = InMemoryTransport.createLinkedPair();
  const selection = { tools: new Map(), resources: new Map(), prompts: new Map(), fixed: {} };
  const served = {
    ...{ version: '1', sandbox: false, selection: () => selection, call },
    ...{ onSelectionChange: () => () => undefined, ready: async () => undefined, listed: () => undefined },
    ...host,
  } as unknown as ServedHost;
  serveStdio(() => createServer(served, { askMs }), { transport: ours as never });
  const client = new Client(
    { name: 'c', version: '1' },
    {
      capabilities: answer === undefined ? {} : { elicitation: { form: {} } },
      versionNegotiation: { mode: pin === 'modern' ? { pin: '2026-07-28' } : 'legacy' },
    },
  );
  if (answer !== undefined)
    client.setRequestHandler('elicitation/create', async ({ params }) => answer(params) as never);
  clients.push(client);
  await client.connect(theirs);
  return async (name = 't', given = {}) => {
    const { content, isError } = await client.callTool({ name, arguments: given });
    const [block] = content as { text: string }[];
    return isError ? { error: block?.text } : JSON.parse(block?.text ?? 'null');
  };
}

describe.each(['legacy', 'modern'] as const)('on a %s connection', (pin) => {
  it('asks by a form, and gives the call what was answered', async () => {
    const asked: unknown[] = [];
    const call = await connect(pin, {
      answer: (params) => {
        asked.push(params);
        return { action: 'accept', content: { yes: true } };
      },
    });
    expect(await call()).toEqual({ action: 'accept', content: { yes: true } });
    expect(asked).toMatchObject([
      {
        message: 'Sure?',
        requestedSchema: {
          type: 'object',
          properties: { yes: { type: 'boolean', title: 'Yes' } },
          required: ['yes'],
        },
      },
    ]);
  });

  it.each<[object, Reply]>([
    [{ action: 'decline' }, { action: 'decline' }],
    [{ action: 'cancel' }, { action: 'cancel' }],
    [{ action: 'accept' }, { action: 'accept', content: {} }],
    [
      { action: 'accept', content: { yes: 'so' } },
      { action: 'accept', content: { yes: 'so' } },
    ],
  ])('takes %j for what it is', async (answer, reply) => {
    const call = await connect(pin, { answer: () => answer });
    expect(await call()).toEqual(reply);
  });

  it('has no way to ask a client without forms', async () => {
    const call = await connect(pin, {});
    expect(await call()).toBe('cannot');
  });

  it('asks one thing after the other, each once', async () => {
    const asked: unknown[] = [];
    const call = await connect(pin, {
      call: async (_name, _given, { ask }) => {
        const first = await ask?.(QUESTION);
        const second = await ask?.({ ...QUESTION, key: 'really', message: 'Really?' });
        return said([first, second]);
      },
      answer: ({ message }) => {
        asked.push(message);
        return { action: 'accept', content: { yes: message === 'Really?' } };
      },
    });
    expect(await call()).toEqual(
      [
        { action: 'accept', content: { yes: true } },
        { action: 'accept', content: { yes: true } },
      ].map((reply, n) => ({ ...reply, content: { yes: n === 1 } })),
    );
    expect(asked).toEqual(['Sure?', 'Really?']);
  });

  it('asks anew what has become another question', async () => {
    let left = 2;
    const asked: unknown[] = [];
    const call = await connect(pin, {
      call: async (_name, _given, { ask }) =>
        said(await ask?.({ ...QUESTION, message: `Delete ${left--}?` })),
      answer: ({ message }) => {
        asked.push(message);
        left = 1;
        return { action: 'accept', content: { yes: true } };
      },
    });
    expect(await call()).toMatchObject({ action: 'accept' });
    expect(asked).toEqual(['Delete 2?', 'Delete 1?']);
  });
});

describe('on a legacy connection', () => {
  it('counts as none what was not answered in time', async () => {
    const call = await connect('legacy', { answer: () => new Promise(() => undefined), askMs: 50 });
    expect(await call()).toEqual({ action: 'timeout' });
  });

  it('tells of a client that says it can ask, and cannot', async () => {
    const call = await connect('legacy', {
      answer: () => {
        throw new Error('no window');
      },
    });
    expect(await call()).toEqual({ action: 'failed' });
  });
});

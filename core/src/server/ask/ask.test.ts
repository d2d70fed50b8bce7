import { describe, expect, it, jest } from '@jest/globals';
import { type Answering, askedClient, ERAS, type Era } from '../../../../test/support/host/asked-client.js';
import type { Question, Reply } from '../../plugin/author/question.js';
import type { ToolResult } from '../../response/result.js';
import type { ServedHost } from '../served-host.js';

type Call = ServedHost['call'];

const QUESTION: Question = {
  key: 'sure',
  message: 'Sure?',
  fields: { yes: { type: 'boolean', title: 'Yes' } },
  required: ['yes'],
};
const said = (value: unknown): ToolResult => ({ content: [{ type: 'text', text: JSON.stringify(value) }] });
const asks: Call = async (_name, _given, { ask }) => said(ask === undefined ? 'cannot' : await ask(QUESTION));

interface Setup {
  call?: Call;
  answer?: Answering | undefined;
  askMs?: number;
}

async function connect(era: Era, { call = asks, ...client }: Setup) {
  const selection = {
    tools: new Map(),
    resources: new Map(),
    prompts: new Map(),
    skills: new Map(),
    fixed: {},
  };
  const served = {
    ...{ version: '1', sandbox: false, selection: () => selection, call },
    ...{ onSelectionChange: () => () => undefined, ready: async () => undefined, listed: () => undefined },
  } as unknown as ServedHost;
  const connected = await askedClient(served, { era, ...client });
  return async () => connected.call('t');
}

describe.each(ERAS)('on a %s connection', (era) => {
  it('asks by a form, and gives the call what was answered', async () => {
    const asked: unknown[] = [];
    const call = await connect(era, {
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
    const call = await connect(era, { answer: () => answer });
    expect(await call()).toEqual(reply);
  });

  it('has no way to ask a client without forms', async () => {
    const call = await connect(era, {});
    expect(await call()).toBe('cannot');
  });

  it('asks one thing after the other, each once', async () => {
    const asked: unknown[] = [];
    const call = await connect(era, {
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
    const call = await connect(era, {
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

it('on a modern connection, what comes after ten minutes is too late', async () => {
  const clock = jest.spyOn(Date, 'now');
  const call = await connect('modern', {
    answer: () => {
      clock.mockReturnValue(Date.now() + 601_000);
      return { action: 'accept', content: { yes: true } };
    },
  });
  const answered = await call();
  clock.mockRestore();
  expect(answered).toEqual({
    error: expect.stringMatching(/came too late, so nothing was done/),
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

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Question, Reply } from '@kestra-mcp/core';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { CONTEXT } from '../../../test/support/host/runtime.js';
import { formOf, useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const LOOK = 'GET /main/flows/a/f';
const RUN = 'POST /main/executions/a/f';
const created = { json: { id: 'e1', namespace: 'a', flowId: 'f', state: { current: 'CREATED' } } };
const flow = (...inputs: object[]) => ({ json: { id: 'f', namespace: 'a', inputs } });

const asked: Question[] = [];
beforeEach(() => void asked.splice(0));
const call = (given: object = {}, reply?: Reply) => {
  const ask = async (question: Question) => {
    asked.push(question);
    return reply as Reply;
  };
  const context = { ...CONTEXT, ...(reply && { ask }) };
  return callPlugin(plugin, kestra)('execute_flow', { namespace: 'a', flow_id: 'f', ...given }, context);
};
const accept = (content: Record<string, unknown>): Reply => ({ action: 'accept', content });
const sent = async () => {
  const run = kestra.asked.find(({ line }) => line.startsWith('POST'));
  return run && run.body !== '' ? formOf(run) : run && {};
};

describe('inputs that are missing', () => {
  it('are asked for by a form of their types, and sent as if they had been given', async () => {
    kestra.answers({
      [LOOK]: flow(
        { id: 'user', type: 'STRING', displayName: 'Who "is" it', description: 'Your name' },
        { id: 'n', type: 'INT', min: 1, max: 9 },
        { id: 'x', type: 'FLOAT' },
        { id: 'on', type: 'BOOL' },
        { id: 'one', type: 'SELECT', values: ['a', 'b'] },
        { id: 'free', type: 'SELECT', values: ['a', 'b'], allowCustomValue: true },
        { id: 'some', type: 'MULTISELECT', values: ['a', 'b'] },
        { id: 'more', type: 'MULTISELECT', values: ['a', 'b'], allowCustomValue: true },
        { id: 'day', type: 'DATE' },
        { id: 'at', type: 'DATETIME' },
        { id: 'mail', type: 'EMAIL' },
        { id: 'link', type: 'URI' },
        { id: 'time', type: 'TIME' },
        { id: 'optional', type: 'STRING', required: false },
        { id: 'known', type: 'STRING', defaults: 'k' },
        { id: 'given', type: 'STRING' },
      ),
      [RUN]: created,
    });
    const answers = {
      ...{
        user: 'Ada',
        n: 3,
        x: 1.5,
        on: false,
        one: 'b',
        free: 'c',
        some: ['a'],
        more: ['b'],
        day: '2026-01-31',
      },
      ...{ at: '2026-01-31T08:00:00Z', mail: 'a@b.c', link: 'http://x', time: '12:00:00', other: 'ignored' },
    };
    expect(await call({ inputs: { given: 'g' } }, accept(answers))).toMatchObject({ id: 'e1' });
    const [question] = asked;
    expect(question).toMatchObject({
      key: 'inputs',
      message: 'The flow a.f needs 13 inputs to continue. Do not enter any secrets here.',
      fields: {
        user: {
          type: 'string',
          title: 'user: "Who \\"is\\" it"',
          description: 'Type STRING. The flow describes it as: "Your name"',
        },
        n: { type: 'integer', minimum: 1, maximum: 9 },
        x: { type: 'number', title: 'x', description: 'Type FLOAT: a number, e.g. 1.5' },
        on: { type: 'boolean' },
        one: { type: 'string', enum: ['a', 'b'] },
        free: { type: 'string', description: expect.stringContaining('(or a custom value)') },
        some: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
        more: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
        day: { type: 'string', format: 'date' },
        at: { type: 'string', format: 'date-time' },
        mail: { type: 'string', format: 'email' },
        link: { type: 'string', format: 'uri' },
        time: { type: 'string' },
      },
      required: ['user', 'n', 'x', 'on', 'one', 'free', 'some', 'more', 'day', 'at', 'mail', 'link', 'time'],
    });
    expect(await sent()).toMatchObject({ user: 'Ada', n: '3', on: 'false', some: '["a"]', given: 'g' });
    expect(await sent()).not.toHaveProperty('other');
  });

  it('are not asked for where all are there, nor where the client cannot be asked', async () => {
    kestra.answers({ [LOOK]: flow({ id: 'n', type: 'INT' }), [RUN]: created });
    expect(await call({ inputs: { n: 1 } }, accept({}))).toMatchObject({ id: 'e1' });
    expect(await call()).toMatchObject({ id: 'e1' });
    expect(asked).toEqual([]);
    kestra.answers({
      [LOOK]: { status: 404, json: {} },
      'GET /main/flows/search': { json: {} },
      [RUN]: created,
    });
    expect(await call({}, accept({}))).toMatchObject({ id: 'e1' });
  });

  it('are judged as inputs that are given', async () => {
    kestra.answers({ [LOOK]: flow({ id: 'on', type: 'BOOL' }), [RUN]: created });
    const { error } = await call({}, accept({ on: 'perhaps' }));
    expect(error).toContain('"perhaps" is neither true nor false');
    expect(await sent()).toBeUndefined();
  });

  it.each([
    ['SECRET', /A form never asks for a secret \(token\)\./],
    ['FILE', /Pass them in the call/],
    ['JSON', /Pass them in the call/],
    ['ARRAY', /Pass them in the call/],
  ])('are named where a form cannot ask for them: %s', async (type, hint) => {
    kestra.answers({ [LOOK]: flow({ id: 'n', type: 'INT' }, { id: 'token', type }), [RUN]: created });
    const { error } = await call({}, accept({ n: 1, token: 'x' }));
    expect(error).toMatch(/^The flow a\.f requires inputs: n, token\./);
    expect(error).toMatch(hint);
    expect(asked).toEqual([]);
    expect(await sent()).toBeUndefined();
  });

  it.each([
    ['decline', /^The user declined to fill in the missing inputs: n\./],
    ['cancel', /^The user closed the form without filling in the missing inputs: n\./],
    ['timeout', /^Nobody filled in the form in time for the missing inputs: n\./],
    ['failed', /^The client could not show the form for the missing inputs: n\./],
  ] as const)('are told when the form was not filled in: %s', async (action, text) => {
    kestra.answers({ [LOOK]: flow({ id: 'n', type: 'INT' }), [RUN]: created });
    const { error } = await call({}, { action });
    expect(error).toMatch(text);
    expect(error).toContain('Nothing was started.');
    expect(await sent()).toBeUndefined();
  });

  it.each([{}, { n: '' }, { n: null }, { m: 1 }])('are missing still when %j comes back', async (content) => {
    kestra.answers({ [LOOK]: flow({ id: 'm', type: 'INT' }, { id: 'n', type: 'INT' }), [RUN]: created });
    const { error } = await call({ inputs: { m: 1 } }, accept(content));
    expect(error).toMatch(/^The form was sent without the missing inputs: n\. The flow a\.f requires/);
    expect(error).toContain('Nothing was started.');
    expect(await sent()).toBeUndefined();
  });
});

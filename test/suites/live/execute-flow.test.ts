import { beforeAll, expect, it } from '@jest/globals';
import type { Json } from '../../support/host/host.js';
import { FAILING, HELLO, PAUSING, SLEEPING, subflow } from './bodies.js';
import { describeLive, stateOf } from './target.js';

const TYPED = `
labels:
  team: data
inputs:
  - id: text
    type: STRING
  - id: whole
    type: INT
  - id: fraction
    type: FLOAT
  - id: truth
    type: BOOL
  - id: object
    type: JSON
  - id: list
    type: ARRAY
    itemType: STRING
  - id: day
    type: DATE
  - id: choice
    type: SELECT
    values: [red, green]
  - id: optional
    type: STRING
    required: false
  - id: standard
    type: INT
    defaults: 7
tasks:
  - id: say
    type: io.kestra.plugin.core.debug.Return
    format: "{{ inputs.text }}/{{ inputs.whole }}/{{ inputs.list[1] }}"
outputs:
  - id: said
    type: STRING
    value: "{{ outputs.say.value }}"`;

const INPUTS: Json = {
  text: 'grüße, "you"',
  whole: 3,
  fraction: 2.5,
  truth: true,
  object: { a: [1, 'two', { b: false }] },
  list: ['x', 'y'],
  day: '2026-01-31',
  choice: 'green',
};

describeLive('execute_flow', (live) => {
  const start = (flow_id: string) => ({ namespace: live.namespace, flow_id });

  beforeAll(async () => {
    await live.flows({
      hello: HELLO,
      typed: TYPED,
      failing: FAILING,
      pausing: PAUSING,
      sleeping: SLEEPING,
      calling: subflow(live.namespace, 'typed_child'),
      typed_child: `outputs:\n  - id: said\n    type: STRING\n    value: child\n${HELLO}`,
    });
  });

  it('answers at once without wait', async () => {
    const created = await live.ok('execute_flow', start('hello'));
    expect(created).toMatchObject({ namespace: live.namespace, flowId: 'hello', flowRevision: 1 });
    expect(created.id).toMatch(/^\w{10,}$/);
    const page = `/ui/[^/]+/executions/${live.namespace}/hello/${created.id}`;
    expect(created.url).toMatch(new RegExp(`^https?://[^@]+${page}$`));
    expect(stateOf(await live.untilState(created.id, 'SUCCESS'))).toBe('SUCCESS');
  });

  it('takes inputs of every JSON type, and gives outputs of tasks and flow', async () => {
    const ended = await live.run('typed', { inputs: INPUTS });
    expect(ended).toMatchObject({ state: { current: 'SUCCESS' }, inputs: { ...INPUTS, standard: 7 } });
    const said = 'grüße, "you"/3/y';
    expect(ended.outputs).toEqual({ said });
    expect(ended.taskRunList).toMatchObject([
      { taskId: 'say', state: { current: 'SUCCESS' }, outputs: { value: said } },
    ]);
    expect(ended).not.toHaveProperty('next');
  });

  it('takes null for an input as left out', async () => {
    const ended = await live.run('typed', { inputs: { ...INPUTS, optional: null } });
    expect((ended.inputs as Json).optional ?? null).toBeNull();
  });

  it.each(['l1\nl2', 'l1\rl2\r\n', ' \t#!/bin/sh\necho "x"\n\n'])(
    'hands over the text %j byte for byte',
    async (text) => {
      const ended = await live.run('typed', { inputs: { ...INPUTS, text } });
      expect(ended).toMatchObject({ inputs: { text }, outputs: { said: `${text}/3/y` } });
    },
  );

  it('takes words for yes and no, and refuses other words and names before anything runs', async () => {
    const ended = await live.run('typed', { inputs: { ...INPUTS, truth: 'no' } });
    expect(ended).toMatchObject({ inputs: { truth: false } });
    const refused = (inputs: Json) =>
      live.failed('execute_flow', { ...start('typed'), inputs: { ...INPUTS, ...inputs } });
    expect(await refused({ truth: 'maybe' })).toContain('"maybe" is neither true nor false');
    expect(await refused({ standart: 8 })).toContain('has no input "standart". Did you mean "standard"?');
    expect(await refused({ whole: 'many' })).toContain('The input "whole" has type INT: a whole number from');
  });

  it('puts labels beside those of the flow', async () => {
    const ended = await live.run('typed', { inputs: INPUTS, labels: { env: 'test', n: 1, ok: true } });
    expect(ended.labels).toEqual(
      expect.arrayContaining([
        { key: 'team', value: 'data' },
        { key: 'env', value: 'test' },
        { key: 'n', value: '1' },
        { key: 'ok', value: 'true' },
      ]),
    );
  });

  it('takes what the Python server sends for "left out"', async () => {
    const blanks = { revision: 0, schedule_date: '', inputs: null, labels: null };
    expect(await live.run('hello', blanks)).toMatchObject({ state: { current: 'SUCCESS' } });
  });

  it('waits for the end of a subflow', async () => {
    const ended = await live.run('calling');
    expect(ended).toMatchObject({ state: { current: 'SUCCESS' }, taskRunList: [{ taskId: 'call' }] });
  });

  it('ends its wait with FAILED, and says where to look', async () => {
    const ended = await live.run('failing');
    expect(ended).toMatchObject({ state: { current: 'FAILED' }, next: expect.stringContaining('logs') });
    const states = (ended.taskRunList as { taskId: string; state: object }[]).map(({ taskId, state }) => ({
      taskId,
      state,
    }));
    expect(states).toMatchObject([
      { taskId: 'hello', state: { current: 'SUCCESS' } },
      { taskId: 'boom', state: { current: 'FAILED' } },
    ]);
  });

  it('ends its wait with PAUSED, and says how to go on', async () => {
    const paused = await live.run('pausing');
    expect(paused).toMatchObject({ state: { current: 'PAUSED' }, next: expect.stringContaining('resume') });
    await live.manage('kill', paused.id);
  });

  it('ends its wait with the timeout, and says how to go on', async () => {
    const sofar = await live.run('sleeping', { timeout: 2 });
    expect(['CREATED', 'RUNNING']).toContain(stateOf(sofar));
    expect(sofar.next).toContain('manage_executions');
    await live.manage('kill', sofar.id);
  });

  it('starts later when it is told to', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    const created = await live.ok('execute_flow', { ...start('hello'), schedule_date: tomorrow });
    expect(stateOf(created)).toBe('CREATED');
    expect(stateOf(await live.manage('get', created.id))).toBe('CREATED');
  });

  it('runs an old revision', async () => {
    const { revision } = await live.ok('create_flow_from_yaml', {
      yaml_definition: `id: hello\nnamespace: ${live.namespace}\ndescription: newer\n${HELLO}`,
    });
    expect(revision).toBe(2);
    expect(await live.run('hello')).toMatchObject({ flowRevision: 2 });
    expect(await live.run('hello', { revision: 1 })).toMatchObject({ flowRevision: 1 });
  });

  it.each([
    ['a flow that does not exist', { flow_id: 'nowhere' }, '404'],
    ['a revision that does not exist', { flow_id: 'hello', revision: 99 }, '404'],
    ['an input of the wrong type', { flow_id: 'typed', inputs: { ...INPUTS, whole: 'many' } }, 'whole'],
    ['a missing input', { flow_id: 'typed', inputs: {} }, '422'],
    ['a label that is Kestra’s own', { flow_id: 'hello', labels: { 'system.x': '1' } }, 'system.x'],
  ])('refuses %s', async (_, args, says) => {
    expect(await live.failed('execute_flow', { namespace: live.namespace, ...args })).toContain(says);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { isObject } from '../json.js';
import { labFlow, Probe, stateOf, taskOutputs, taskRuns, taskStates } from '../testing/probe.js';

const CORE = 'io.kestra.plugin.core';
const RETURN = `${CORE}.debug.Return`;

const turnsOf = (execution: Awaited<ReturnType<Probe['run']>>) =>
  taskRuns(execution).flatMap(({ taskId, value, iteration }) =>
    value === undefined ? [] : [[taskId, value, iteration]],
  );

describe('ForEach, and its forerunners', () => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start();
  });
  beforeEach(() => probe.sandbox.reset());
  afterAll(() => probe.close());

  const each = (type: string, rest: string) =>
    labFlow(
      'each',
      `tasks:
  - id: each
    type: ${CORE}.flow.${type}
    ${rest}
    tasks:
      - {id: one, type: ${RETURN}, format: "{{ taskrun.value }}!"}
      - {id: two, type: ${RETURN}, format: "{{ outputs.one[taskrun.value].value }}?"}
`,
    );

  test('runs its tasks for one value after the other', async () => {
    await probe.flows(each('ForEach', 'values: ["x", 7]'));
    const execution = await probe.run('each');
    expect(turnsOf(execution)).toEqual([
      ['one', 'x', 0],
      ['two', 'x', 0],
      ['one', '7', 1],
      ['two', '7', 1],
    ]);
    expect(taskRuns(execution).at(-1)?.outputs).toEqual({ value: '7!?' });
    expect(stateOf(execution)).toBe('SUCCESS');
  });

  test('runs as many values at once as it may, and reads them from an expression', async () => {
    await probe.flows(each('ForEach', 'values: "{{ range(1, 3) }}"\n    concurrencyLimit: 2'));
    const first = turnsOf(await probe.run('each')).slice(0, 2);
    expect(first).toEqual([
      ['one', '1', 0],
      ['one', '2', 1],
    ]);
  });

  test('starts no other value after a failure', async () => {
    await probe.flows(
      labFlow(
        'each',
        `tasks:
  - id: each
    type: ${CORE}.flow.ForEach
    values: [1, 2, 3]
    tasks:
      - {id: odd, type: ${CORE}.execution.Fail, condition: "{{ taskrun.value == '2' }}"}
`,
      ),
    );
    const execution = await probe.run('each');
    expect(stateOf(execution)).toBe('FAILED');
    expect(turnsOf(execution)).toHaveLength(2);
  });

  test('EachSequential goes through its value', async () => {
    await probe.flows(each('EachSequential', `value: '["a", "b"]'`));
    const execution = await probe.run('each');
    expect(turnsOf(execution)).toHaveLength(4);
    expect(stateOf(execution)).toBe('SUCCESS');
  });

  test('EachParallel starts all at once', async () => {
    const rest = `value: ["a", "b"]\n    tasks: [{id: w, type: ${CORE}.flow.Sleep, duration: PT0.5S}]`;
    await probe.flows(
      labFlow('each', `tasks:\n  - id: each\n    type: ${CORE}.flow.EachParallel\n    ${rest}\n`),
    );
    const id = await probe.begin('each');
    const execution = await probe.until(id, 'SUCCESS');
    const [one, other] = taskRuns(execution)
      .slice(1)
      .map(({ state }) => (isObject(state) ? state : {}));
    expect(String(other?.startDate) < String(one?.endDate)).toBe(true);
  });
});

describe.each(['oss-1.3', 'oss-2.0'] as const)('other flowable tasks of %s', (mode) => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start({ mode });
  });
  beforeEach(() => probe.sandbox.reset());
  afterAll(() => probe.close());

  test('Switch takes the case of its value, or the defaults', async () => {
    await probe.flows(
      labFlow(
        'switch',
        `inputs:
  - {id: kind, type: STRING}
tasks:
  - id: choose
    type: ${CORE}.flow.Switch
    value: "{{ inputs.kind }}"
    cases:
      red:
        - {id: warm, type: ${CORE}.log.Log, message: warm}
    defaults:
      - {id: other, type: ${CORE}.log.Log, message: other}
`,
      ),
    );
    expect(taskStates(await probe.run('switch', { kind: 'red' }))).toEqual({
      choose: 'SUCCESS',
      warm: 'SUCCESS',
    });
    expect(taskStates(await probe.run('switch', { kind: 'grey' }))).toEqual({
      choose: 'SUCCESS',
      other: 'SUCCESS',
    });
  });

  test('a Dag runs what waits for nothing first', async () => {
    await probe.flows(
      labFlow(
        'dag',
        `tasks:
  - id: order
    type: ${CORE}.flow.Dag
    tasks:
      - task: {id: last, type: ${CORE}.log.Log, message: z}
        dependsOn: [first, second]
      - task: {id: first, type: ${CORE}.log.Log, message: a}
      - task: {id: second, type: ${CORE}.log.Log, message: b}
        dependsOn: [first]
`,
      ),
    );
    const ids = taskRuns(await probe.run('dag')).map(({ taskId }) => taskId);
    expect(ids).toEqual(['order', 'first', 'second', 'last']);
  });

  test('AllowFailure makes a warning of a failure, and goes on', async () => {
    await probe.flows(
      labFlow(
        'lenient',
        `tasks:
  - id: lenient
    type: ${CORE}.flow.AllowFailure
    tasks:
      - {id: broken, type: ${CORE}.execution.Fail}
  - {id: next, type: ${CORE}.log.Log, message: on}
`,
      ),
    );
    const execution = await probe.run('lenient');
    expect(stateOf(execution)).toBe('WARNING');
    expect(taskStates(execution)).toEqual({ lenient: 'WARNING', broken: 'FAILED', next: 'SUCCESS' });
  });

  test('LoopUntil goes round until its condition holds', async () => {
    await probe.flows(
      labFlow(
        'until',
        `tasks:
  - id: again
    type: ${CORE}.flow.LoopUntil
    condition: "{{ outputs.again.iterationCount == 3 }}"
    checkFrequency: {interval: PT0.01S}
    tasks:
      - {id: step, type: ${CORE}.log.Log, message: step}
`,
      ),
    );
    const execution = await probe.run('until');
    expect(taskRuns(execution).filter(({ taskId }) => taskId === 'step')).toHaveLength(3);
    if (mode === 'oss-1.3') expect(taskOutputs(execution, 'again')).toEqual({ iterationCount: 3 });
    expect(stateOf(execution)).toBe('SUCCESS');
  });
});

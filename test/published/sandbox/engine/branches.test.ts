import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { labFlow, Probe, stateOf, taskRuns, taskStates } from '../testing/probe.js';

const CORE = 'io.kestra.plugin.core';

describe('flowable tasks', () => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start();
  });
  beforeEach(() => probe.sandbox.reset());
  afterAll(() => probe.close());

  test('Parallel runs its tasks side by side, Sequential one after the other', async () => {
    const nested = labFlow(
      'nested',
      `tasks:
  - id: both
    type: ${CORE}.flow.Parallel
    tasks:
      - id: line
        type: ${CORE}.flow.Sequential
        tasks:
          - {id: one, type: ${CORE}.log.Log, message: one}
          - {id: two, type: ${CORE}.log.Log, message: two}
      - {id: side, type: ${CORE}.log.Log, message: side}
  - {id: last, type: ${CORE}.log.Log, message: last}
`,
    );
    await probe.flows(nested);
    const execution = await probe.run('nested');
    expect(taskRuns(execution).map(({ taskId }) => taskId)).toEqual([
      'both',
      'line',
      'side',
      'one',
      'two',
      'last',
    ]);
    expect(Object.values(taskStates(execution)).every((state) => state === 'SUCCESS')).toBe(true);
    const [both, line, side] = taskRuns(execution);
    expect([line?.parentTaskRunId, side?.parentTaskRunId]).toEqual([both?.id, both?.id]);
  });

  test('If takes one of its branches', async () => {
    const choice = labFlow(
      'choice',
      `inputs:
  - {id: count, type: INT}
tasks:
  - id: check
    type: ${CORE}.flow.If
    condition: "{{ inputs.count > 3 }}"
    then:
      - {id: many, type: ${CORE}.log.Log, message: many}
    else:
      - {id: few, type: ${CORE}.log.Log, message: few}
`,
    );
    await probe.flows(choice);
    expect(taskStates(await probe.run('choice', { count: '5' }))).toEqual({
      check: 'SUCCESS',
      many: 'SUCCESS',
    });
    expect(taskStates(await probe.run('choice', { count: '3' }))).toEqual({
      check: 'SUCCESS',
      few: 'SUCCESS',
    });
  });

  test('a failure runs the errors branch, an allowed one is a warning, a disabled task is left out', async () => {
    const failing = labFlow(
      'failing',
      `tasks:
  - {id: off, type: ${CORE}.log.Log, message: off, disabled: true}
  - {id: soft, type: ${CORE}.execution.Fail, allowFailure: true}
  - {id: hard, type: ${CORE}.execution.Fail}
  - {id: never, type: ${CORE}.log.Log, message: never}
errors:
  - {id: handle, type: ${CORE}.log.Log, message: handled}
`,
    );
    await probe.flows(failing);
    const execution = await probe.run('failing');
    expect(stateOf(execution)).toBe('FAILED');
    expect(taskStates(execution)).toEqual({ soft: 'WARNING', hard: 'FAILED', handle: 'SUCCESS' });
  });
});

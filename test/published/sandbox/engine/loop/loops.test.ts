import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { isObject, objects } from '../../json.js';
import { labFlow, Probe, stateOf, taskRuns } from '../../testing/probe.js';

const CORE = 'io.kestra.plugin.core';

const loop = (rest: string, task: string) =>
  labFlow(
    'loop',
    `tasks:
  - id: loop
    type: ${CORE}.flow.Loop
    ${rest}
    tasks:
      - ${task}
`,
  );
const SAY = `{id: say, type: ${CORE}.log.Log, message: "{{ item.index }}={{ item.value }}"}`;
const FAIL_AT_B = `{id: pick, type: ${CORE}.execution.Fail, condition: "{{ item.value == 'b' }}"}`;

describe('Loop', () => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start({ mode: 'oss-2.0' });
  });
  beforeEach(() => probe.sandbox.reset());
  afterAll(() => probe.close());

  const turns = (id: unknown) =>
    probe.object(
      'GET',
      `/executions/search?filters[kind][EQUALS]=LOOP&filters[parentId][EQUALS]=${id}&sort=state.startDate:asc`,
    );
  const outputs = async (execution: Awaited<ReturnType<Probe['run']>>) => {
    const [run] = taskRuns(execution);
    return probe.object('GET', `/outputs/tasks/${execution.id}/${run?.id}`);
  };

  test('makes an execution of each turn, which shows the run as it was', async () => {
    await probe.flows(loop('values: [red, {deep: 1}]', SAY));
    const execution = await probe.run('loop');
    expect(taskRuns(execution).map(({ taskId }) => taskId)).toEqual(['loop']);
    const { results, total } = await turns(execution.id);
    expect(total).toBe(2);
    expect(results).toEqual([
      expect.objectContaining({ kind: 'LOOP', parentId: execution.id }),
      expect.objectContaining({ loopRun: expect.objectContaining({ index: 1, value: { deep: 1 } }) }),
    ]);
    const [first] = objects(results);
    const parent = isObject(first?.loopRun) && isObject(first.loopRun.parent) ? first.loopRun.parent : {};
    expect([parent.id, stateOf(parent)]).toEqual([execution.id, 'CREATED']);
    expect(await outputs(execution)).toEqual({
      iterationCount: 2,
      runningIterations: 0,
      terminatedIterations: { SUCCESS: 2 },
    });
  });

  test('hides its turns and their lines from who does not ask for the kind', async () => {
    await probe.flows(loop('values: ["a"]', SAY));
    const { id } = await probe.run('loop');
    const total = async (path: string) => (await probe.object('GET', path)).total;
    expect(await total('/executions/search')).toBe(1);
    expect(await total(`/executions/search?filters[parentId][EQUALS]=${id}`)).toBe(0);
    expect(await total('/executions/search?filters[kind][EQUALS]=NORMAL')).toBe(0);
    expect(await total('/executions?namespace=lab&flowId=loop')).toBe(2);
    expect(await total('/logs/search')).toBe(0);
    expect((await probe.send('GET', `/logs/${id}`)).body).toEqual([]);
    const { results } = await probe.object('GET', '/logs/search?filters[kind][EQUALS]=LOOP');
    expect(results).toMatchObject([{ message: '0=a', executionKind: 'LOOP' }]);
  });

  test('fails with a turn, and starts no other', async () => {
    await probe.flows(loop('values: [a, b, c]', FAIL_AT_B));
    const execution = await probe.run('loop');
    expect(stateOf(execution)).toBe('FAILED');
    expect(await outputs(execution)).toMatchObject({ terminatedIterations: { SUCCESS: 1, FAILED: 1 } });
    expect((await turns(execution.id)).total).toBe(2);
  });

  test('goes on after a failure that is not passed on', async () => {
    await probe.flows(loop('values: [a, b, c]\n    transmitFailed: false', FAIL_AT_B));
    const execution = await probe.run('loop');
    expect(stateOf(execution)).toBe('SUCCESS');
    expect(await outputs(execution)).toMatchObject({ terminatedIterations: { SUCCESS: 2, FAILED: 1 } });
  });

  test('knows the item of the Loop around it', async () => {
    const inner = `{id: inner, type: ${CORE}.flow.Loop, values: [x], tasks: [{id: say, type: ${CORE}.log.Log, message: "{{ item.parent.value }}{{ item.value }}"}]}`;
    await probe.flows(loop('values: [a, b]', inner));
    expect(stateOf(await probe.run('loop'))).toBe('SUCCESS');
    const { results } = await probe.object('GET', '/logs/search?filters[kind][EQUALS]=LOOP');
    expect(objects(results).map(({ message }) => message)).toEqual(['ax', 'bx']);
  });

  test('is killed with its turns', async () => {
    await probe.flows(loop('values: [a]', `{id: rest, type: ${CORE}.flow.Sleep, duration: PT10M}`));
    const id = await probe.begin('loop');
    await probe.untilTotal(`/executions/search?filters[kind][EQUALS]=LOOP&filters[state][EQUALS]=RUNNING`, 1);
    await probe.send('DELETE', `/executions/${id}/actions/kill`);
    await probe.until(id, 'KILLED');
    expect(objects((await turns(id)).results).map(stateOf)).toEqual(['KILLED']);
  });
});

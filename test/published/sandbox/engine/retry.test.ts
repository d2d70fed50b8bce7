import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { isObject, type JsonObject, objects } from '../json.js';
import { labFlow, Probe, stateOf, taskRuns, taskStates } from '../testing/probe.js';

const CORE = 'io.kestra.plugin.core';

const course = ({ state }: JsonObject) =>
  isObject(state) ? objects(state.histories).map((each) => each.state) : [];

describe.each([
  ['oss-1.3', 'TRACE'],
  ['oss-2.0', 'DEBUG'],
] as const)('failures of %s', (mode, level) => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start({ mode, secrets: ['KEY'] });
  });
  beforeEach(() => probe.sandbox.reset());
  afterAll(() => probe.close());

  const lines = async (id: unknown) => objects((await probe.send('GET', `/logs/${id}`)).body);

  test('a task is tried as often as it says', async () => {
    await probe.flows(
      labFlow(
        'flaky',
        `tasks:
  - id: flaky
    type: ${CORE}.execution.Assert
    conditions: ["{{ 2 > 3 }}"]
    errorMessage: no
    retry: {type: constant, interval: PT0.01S, maxAttempts: 2}
`,
      ),
    );
    const execution = await probe.run('flaky');
    const [run] = taskRuns(execution);
    expect(objects(run?.attempts)).toHaveLength(2);
    expect(course(run ?? {})).toEqual([
      ...['CREATED', 'SUBMITTED', 'RUNNING', 'FAILED', 'RETRYING'],
      ...['CREATED', 'SUBMITTED', 'RUNNING', 'FAILED'],
    ]);
    expect(course(execution)).toEqual([...['CREATED', 'RUNNING', 'FAILED', 'RETRYING', 'RUNNING', 'FAILED']]);
    const attempts = (await lines(execution.id)).map(({ attemptNumber }) => attemptNumber);
    expect(attempts).toEqual([0, 0, 0, 1, 1, 1]);
  });

  test('a success after a failure may be a warning', async () => {
    await probe.flows(
      labFlow(
        'second',
        `tasks:
  - id: second
    type: ${CORE}.execution.Fail
    condition: "{{ taskrun.attemptsCount == 0 }}"
    retry: {type: exponential, interval: PT0.01S, maxInterval: PT1S, warningOnRetry: true}
`,
      ),
    );
    const execution = await probe.run('second');
    expect([stateOf(execution), taskStates(execution)]).toEqual(['WARNING', { second: 'WARNING' }]);
  });

  test('a task that takes too long fails', async () => {
    await probe.flows(
      labFlow(
        'slow',
        `tasks:\n  - {id: slow, type: ${CORE}.flow.Sleep, duration: PT10M, timeout: PT0.02S}\n`,
      ),
    );
    const execution = await probe.run('slow');
    expect(stateOf(execution)).toBe('FAILED');
    expect(await lines(execution.id)).toMatchObject([
      { message: 'Waiting for PT10M' },
      { level: 'ERROR', message: 'Timeout after 00:00:00.020' },
      { level, message: expect.stringContaining('TimeoutExceededException') },
    ]);
  });

  test('what follows an end runs after errors and finally', async () => {
    const log = (id: string) => `{id: ${id}, type: ${CORE}.log.Log, message: "{{ execution.state }}"}`;
    await probe.flows(
      labFlow(
        'ends',
        `tasks:\n  - {id: broken, type: ${CORE}.execution.Fail}\nerrors:\n  - ${log('sorry')}\nfinally:\n  - ${log('last')}\nafterExecution:\n  - ${log('after')}\n  - ${log('later')}\n`,
      ),
    );
    const id = await probe.begin('ends');
    const ended = await probe.until(id, 'FAILED');
    expect(taskStates(ended)).toMatchObject({ broken: 'FAILED', sorry: 'SUCCESS', last: 'SUCCESS' });
    await probe.untilTotal('/logs/search?sort=timestamp:asc', 6);
    const said = (await lines(id)).filter(({ level: at }) => at === 'INFO');
    expect(said.map(({ taskId, message }) => [taskId, message])).toEqual([
      ['sorry', 'RUNNING'],
      ['last', 'RUNNING'],
      ['after', 'FAILED'],
      ['later', 'FAILED'],
    ]);
  });

  test('a secret does not get into the logs', async () => {
    const text = `"a {{ secret('KEY') }} b"`;
    await probe.flows(labFlow('leak', `tasks:\n  - {id: say, type: ${CORE}.log.Log, message: ${text}}\n`));
    const { id } = await probe.run('leak');
    expect(await lines(id)).toMatchObject([{ message: 'a ****** b' }]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { isObject } from './json.js';
import { labFlow, Probe, stateOf, taskOutputs, taskRuns } from './testing/probe.js';

const CORE = 'io.kestra.plugin.core';

const CHILD = labFlow(
  'child',
  `
inputs:
  - {id: who, type: STRING, defaults: nobody}
tasks:
  - {id: greet, type: ${CORE}.debug.Return, format: "hello {{ inputs.who }}"}
outputs:
  - {id: greeting, type: STRING, value: "{{ outputs.greet.value }}"}
`,
);
const SLEEPER = labFlow('sleeper', `tasks:\n  - {id: s, type: ${CORE}.flow.Sleep, duration: PT1H}\n`);

describe('the engine', () => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start();
  });
  beforeEach(() => probe.sandbox.reset());
  afterAll(() => probe.close());

  test('tasks set labels, keys and values', async () => {
    const writer = labFlow(
      'writer',
      `tasks:
  - {id: label, type: ${CORE}.execution.Labels, labels: {stage: "{{ flow.id }}"}}
  - {id: put, type: ${CORE}.kv.Set, key: color, value: blue}
  - {id: take, type: ${CORE}.kv.Get, key: color}
  - {id: say, type: ${CORE}.output.OutputValues, values: {color: "{{ kv('color') }}", none: "{{ nothing.here ?? '' }}"}}
`,
    );
    await probe.flows(writer);
    const execution = await probe.run('writer');
    expect(execution.labels).toContainEqual({ key: 'stage', value: 'writer' });
    expect(taskOutputs(execution, 'take')).toEqual({ value: 'blue' });
    expect(taskOutputs(execution, 'say')).toEqual({ values: { color: 'blue', none: '' } });
    expect(await probe.object('GET', '/namespaces/lab/kv/color')).toMatchObject({
      type: 'STRING',
      value: 'blue',
    });
  });

  test('a Flow trigger starts its flow when the other has ended as wanted', async () => {
    const listener = labFlow(
      'listener',
      `triggers:
  - id: after
    type: ${CORE}.trigger.Flow
    states: [SUCCESS]
    preconditions:
      id: pre
      flows:
        - {namespace: lab, flowId: child}
tasks:
  - {id: t, type: ${CORE}.debug.Return, format: "{{ trigger.flowId }}"}
`,
    );
    await probe.flows(CHILD, listener);
    const upstream = await probe.run('child');
    const found = await probe.untilTotal('/executions/search?flowId=listener&state=SUCCESS', 1);
    const [started] = found.results as unknown[];
    expect(started).toMatchObject({ trigger: { id: 'after', variables: { executionId: upstream.id } } });
    expect(isObject(started) && taskOutputs(started, 't')).toEqual({ value: 'child' });
  });

  test('a task that the sandbox does not run fails and says so', async () => {
    await probe.flows(
      labFlow('script', 'tasks:\n  - {id: py, type: io.kestra.plugin.scripts.python.Script, script: x}\n'),
    );
    const execution = await probe.run('script');
    expect(stateOf(execution)).toBe('FAILED');
    const logs = await probe.send('GET', `/logs/${String(execution.id)}`);
    expect(logs.body).toMatchObject([{ message: expect.stringContaining('does not run tasks of type') }]);
  });

  test('a replay from a task run keeps what was before it', async () => {
    await probe.flows(
      labFlow(
        'steps',
        `tasks:
  - {id: one, type: ${CORE}.debug.Return, format: first}
  - {id: two, type: ${CORE}.debug.Return, format: "{{ outputs.one.value }} second"}
`,
      ),
    );
    const [, two] = taskRuns(await probe.run('steps'));
    const original = String(two?.executionId);
    const replayed = await probe.object(
      'POST',
      `/executions/${original}/replay?taskRunId=${String(two?.id)}`,
    );
    const done = await probe.until(String(replayed.id), 'SUCCESS');
    expect(done).toMatchObject({ parentId: original, originalId: original });
    expect(
      taskRuns(done).map((run) => [run.taskId, Array.isArray(run.attempts) && run.attempts.length]),
    ).toEqual([
      ['one', 1],
      ['two', 2],
    ]);
    expect(taskOutputs(done, 'two')).toEqual({ value: 'first second' });
  });

  test('who follows an execution sees it to its end', async () => {
    await probe.flows(CHILD);
    const id = await probe.begin('child');
    const response = await fetch(`${probe.sandbox.baseUrl}/main/executions/${id}/follow`);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    // The text is complete only because the sandbox closes the stream.
    const events = (await response.text()).split('\n\n').filter(Boolean);
    expect(events[0]).toMatch(/^id: start\n/);
    expect(events.at(-1)).toMatch(/^id: end\ndata: .*"current":"SUCCESS"/);
  });

  test('a close ends streams and sleeping executions', async () => {
    const other = await Probe.start();
    await other.flows(SLEEPER);
    const id = await other.begin('sleeper');
    const follow = await fetch(`${other.sandbox.baseUrl}/main/logs/${id}/follow`);
    const text = follow.text().then(
      () => 'complete',
      () => 'cut',
    );
    await other.close();
    expect(await text).toBe('cut');
    await expect(fetch(other.sandbox.url)).rejects.toThrow();
  });
});

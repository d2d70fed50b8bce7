import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { labFlow, Probe, stateOf, taskOutputs, taskStates } from '../testing/probe.js';

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

describe('Subflow', () => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start();
  });
  beforeEach(() => probe.sandbox.reset());
  afterAll(() => probe.close());

  test('a Subflow runs its flow and gives its outputs', async () => {
    const parent = labFlow(
      'parent',
      `tasks:
  - id: sub
    type: ${CORE}.flow.Subflow
    namespace: lab
    flowId: child
    inputs: {who: Ada}
    labels: {team: data}
  - {id: after, type: ${CORE}.debug.Return, format: "{{ outputs.sub.outputs.greeting }}!"}
`,
    );
    await probe.flows(CHILD, parent);
    const execution = await probe.run('parent');
    expect(stateOf(execution)).toBe('SUCCESS');
    expect(taskOutputs(execution, 'after')).toEqual({ value: 'hello Ada!' });
    const children = await probe.object(
      'GET',
      `/executions/search?triggerExecutionId=${String(execution.id)}`,
    );
    expect(children).toMatchObject({
      total: 1,
      results: [
        {
          flowId: 'child',
          outputs: { greeting: 'hello Ada' },
          trigger: { id: 'sub', variables: { executionId: execution.id, taskId: 'sub' } },
          labels: expect.arrayContaining([
            { key: 'team', value: 'data' },
            { key: 'system.correlationId', value: execution.id },
          ]),
        },
      ],
    });
  });

  test('a failed subflow fails its parent, unless that is not to be transmitted', async () => {
    const sub = (id: string, transmit: boolean) =>
      labFlow(
        id,
        `tasks:
  - {id: sub, type: ${CORE}.flow.Subflow, namespace: lab, flowId: failing, transmitFailed: ${transmit}}
`,
      );
    await probe.flows(labFlow('failing', `tasks:\n  - {id: f, type: ${CORE}.execution.Fail}\n`));
    await probe.flows(sub('strict', true), sub('lenient', false));
    expect(stateOf(await probe.run('strict'))).toBe('FAILED');
    expect(stateOf(await probe.run('lenient'))).toBe('SUCCESS');
  });

  test('a Subflow that is not waited for, and one that does not exist', async () => {
    const sub = (id: string, target: string) =>
      labFlow(
        id,
        `tasks:
  - {id: sub, type: ${CORE}.flow.Subflow, namespace: lab, flowId: ${target}, wait: false}
`,
      );
    await probe.flows(SLEEPER, sub('fire', 'sleeper'), sub('lost', 'nowhere'));
    const fired = await probe.run('fire');
    expect(taskOutputs(fired, 'sub')).toEqual({ executionId: expect.any(String), state: 'CREATED' });
    const lost = await probe.run('lost');
    expect(stateOf(lost)).toBe('FAILED');
    const logs = await probe.send('GET', `/logs/${String(lost.id)}`);
    expect(logs.body).toMatchObject([
      { level: 'ERROR', message: expect.stringContaining("'lab'.'nowhere'") },
    ]);
  });

  test('killing an execution kills what it has started', async () => {
    const parent = labFlow(
      'parent',
      `tasks:\n  - {id: sub, type: ${CORE}.flow.Subflow, namespace: lab, flowId: sleeper}\n`,
    );
    await probe.flows(SLEEPER, parent);
    const id = await probe.begin('parent');
    await probe.until(id, 'RUNNING');
    await probe.untilTotal('/executions/search?flowId=sleeper&state=RUNNING', 1);
    expect((await probe.send('DELETE', `/executions/${id}/kill`)).status).toBe(202);
    expect(taskStates(await probe.until(id, 'KILLED'))).toEqual({ sub: 'KILLED' });
    const killed = await probe.object('GET', '/executions/search?flowId=sleeper&state=KILLED');
    expect(killed.total).toBe(1);
  });
});

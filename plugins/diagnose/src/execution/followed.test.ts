import { describe, expect, it } from '@jest/globals';
import { at, error, execution, flow, GOOD, state, taskRun } from '../../../../test/support/diagnosis/made.js';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { iterated, searchOf } from '../../../../test/support/kestra/loops.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';

const kestra = useKestra();
const diagnose = (version = '1.3') =>
  callPlugin(plugin, kestra, version)('diagnose_execution', { execution_id: 'e1' });

describe('subflows', () => {
  const starts = (id: string, run: string) => ({
    trigger: {
      id: 't',
      type: 'io.kestra.plugin.core.flow.Subflow',
      variables: { executionId: id, taskRunId: run, taskId: `t-${run}` },
    },
  });
  const unworked = { attempts: [{ state: state('FAILED') }] };

  it('are followed as deep as requests reach, and the rest is named', async () => {
    const deep = (n: number) => ({
      ...execution('FAILED', [
        taskRun(`r${n}`, 'FAILED', { ...unworked, outputs: { executionId: `e${n + 1}` } }),
      ]),
      id: `e${n}`,
    });
    const levels = Array.from({ length: 30 }, (_, n) => [
      `GET /main/executions/e${n + 1}`,
      { json: deep(n + 1) },
    ]);
    kestra.answers({ ...GOOD, ...Object.fromEntries(levels) });
    const answer = await diagnose();
    expect(kestra.lines.length).toBeLessThanOrEqual(11);
    expect(answer.left_out).toEqual(expect.arrayContaining([expect.stringContaining('at most 12 requests')]));
    expect(answer.next).toEqual(
      expect.arrayContaining([expect.objectContaining({ tool: 'diagnose_execution' })]),
    );
  });

  it('of a ForEachItem are found by what has started them', async () => {
    const run = taskRun('r1', 'FAILED', {
      ...unworked,
      taskId: 'each_items',
      outputs: { numberOfBatches: 9, iterations: { FAILED: 1 } },
    });
    const child = {
      ...execution('FAILED', [taskRun('c1', 'FAILED')]),
      id: 'e2',
      flowId: 'g',
      ...starts('e1', 'r1'),
    };
    const type = 'io.kestra.plugin.core.flow.ForEachItem';
    kestra.answers({
      ...GOOD,
      'GET /main/executions/e1': { json: execution('FAILED', [run]) },
      'GET /main/flows/a/f': { json: { ...flow, tasks: [{ id: 'each', type }] } },
      'GET /main/flows/a/g': { json: { ...flow, id: 'g' } },
      'GET /main/logs/e2': { json: [error('c1', 'bad row')] },
      'GET /main/executions/search': ({ line }) => ({
        json: { results: line.includes('triggerExecutionId') ? [child] : [] },
      }),
    });
    expect((await diagnose()).cause).toMatch(/t-c1.*a\.g.*bad row/);
  });

  it('that a search does not find are found by the link in the log', async () => {
    const link = 'Subflow execution [[link execution="e2" flowId="g" namespace="a"]] ends in FAILED state';
    kestra.answers({
      ...GOOD,
      'GET /main/executions/e1': { json: execution('FAILED', [taskRun('r1', 'FAILED', unworked)]) },
      'GET /main/logs/e1': { json: [error('r1', link)] },
      'GET /main/executions/e2': {
        json: { ...execution('FAILED', [taskRun('c1', 'FAILED')]), id: 'e2', flowId: 'g' },
      },
      'GET /main/logs/e2': { json: [error('c1', 'bad row')] },
    });
    expect((await diagnose('2.0')).cause).toMatch(/t-c1.*a\.g.*bad row/);
  });

  it('are not followed into what a Flow trigger has started', async () => {
    const other = {
      ...execution('FAILED', null),
      id: 'e9',
      trigger: { id: 'on', type: 'io.kestra.plugin.core.trigger.Flow', variables: { executionId: 'e1' } },
    };
    kestra.answers({
      ...GOOD,
      'GET /main/executions/e1': { json: execution('FAILED', [taskRun('r1', 'FAILED', unworked)]) },
      'GET /main/executions/search': ({ line }) => ({
        json: { results: line.includes('FAILED') ? [other] : [] },
      }),
    });
    expect(await diagnose('2.0')).toMatchObject({
      cause: expect.stringMatching(/^FAILED: task "t-r1".*no such table/),
    });
    expect(kestra.lines.some((line) => line.includes('e9'))).toBe(false);
  });
});

it('a failed loop of a loop is followed to the innermost iteration', async () => {
  const loop = (id: string) =>
    taskRun(id, 'FAILED', { attempts: [{ state: state('FAILED') }], taskId: 'each' });
  const iterations = [
    ...iterated(200, 'SUCCESS', { 137: 'FAILED' }),
    { id: 'j1', state: 'FAILED', parentId: 'i0137', index: 4, value: 'x' },
  ];
  kestra.answers({
    ...GOOD,
    'GET /main/executions/e1': { json: execution('FAILED', [loop('r1')]) },
    'GET /main/flows/a/f': {
      json: { ...flow, tasks: [{ id: 'each', type: 'io.kestra.plugin.core.flow.Loop' }] },
    },
    'GET /main/executions/search': searchOf(iterations),
    'GET /main/executions/i0137': { json: { ...execution('FAILED', [loop('r2')]), id: 'i0137' } },
    'GET /main/executions/j1': {
      json: {
        ...execution('FAILED', [taskRun('r3', 'FAILED')]),
        id: 'j1',
        kind: 'LOOP',
        loopRun: { taskId: 'each', index: 4, value: 'x' },
      },
    },
    'GET /main/logs/j1': { json: [error('r3', 'no row 4')] },
    'GET /main/outputs/tasks/e1/r1': {
      json: { iterationCount: 200, terminatedIterations: { SUCCESS: 199, FAILED: 1 } },
    },
  });
  const answer = await diagnose('2.0');
  expect(answer).toMatchObject({
    cause: expect.stringMatching(/iteration 4.*no row 4/),
    loop: { values: 200 },
  });
  expect(kestra.lines.length).toBeLessThanOrEqual(11);
});

describe('what it says of messages', () => {
  const causeOf = async (...lines: object[]) => {
    kestra.answers({ ...GOOD, 'GET /main/logs/e1': { json: lines } });
    const { cause, notes } = await diagnose();
    return `${cause} ${JSON.stringify(notes)}`;
  };

  it.each([
    [
      'a stack trace goes',
      'java.lang.IllegalStateException: closed\n\tat io.kestra.A.b(A.java:1)\n\tat x.Y.z(Y.java:2)',
      /: closed undefined$/,
    ],
    ['an http status stays', "Request failed with status '404'\nnot found here", /404'; not found here/],
    ['a missing type is named', 'Invalid type: io.acme.Query', /no task type io\.acme\.Query/],
    ['a missing secret is named', "Cannot find secret for key 'API_KEY'.", /secret \\"API_KEY\\"/],
  ])('%s', async (_, message, form) => {
    expect(await causeOf(error('r1', message))).toMatch(form);
  });

  it('an exit code is told with what was written before', async () => {
    const lines = [
      error('r1', "KeyError: 'price'", { level: 'WARN' }),
      error('r1', 'Command failed with exit code 1'),
    ];
    expect(await causeOf(...lines)).toMatch(/KeyError: 'price' \(Command failed with exit code 1\)/);
  });

  it('without an error, what the task wrote last is looked for', async () => {
    kestra.answers({
      ...GOOD,
      'GET /main/logs/e1': ({ line }) => ({
        json: line.includes('taskRunId') ? [error('r1', 'giving up', { level: 'INFO' })] : [],
      }),
    });
    expect((await diagnose()).cause).toContain('giving up');
  });

  it('an error of the execution itself, without a failed task run, is told', async () => {
    kestra.answers({
      ...GOOD,
      'GET /main/executions/e1': { json: execution('FAILED', [taskRun('r1', 'SUCCESS')]) },
      'GET /main/logs/e1': { json: [{ timestamp: at(1), level: 'ERROR', message: 'cannot render labels' }] },
    });
    expect((await diagnose()).cause).toContain('cannot render labels');
  });
});

it('tells what differs from the last success', async () => {
  const inputs = { n: 9, password: 'other', same: 1 };
  const last = {
    ...execution('SUCCESS', [{ ...taskRun('s1', 'SUCCESS'), taskId: 't-r1', state: state('SUCCESS', 0, 1) }]),
    ...{
      id: 'e0',
      flowRevision: 1,
      inputs: { n: 3, password: 'one', same: 1 },
      labels: [{ key: 'team', value: 'data' }],
    },
  };
  const run = { ...taskRun('r1', 'FAILED'), state: state('FAILED', 0, 60) };
  kestra.answers({
    ...GOOD,
    'GET /main/executions/e1': {
      json: { ...execution('FAILED', [run], { inputs }), state: state('FAILED', 0, 61) },
    },
    'GET /main/executions/search': { json: { results: [last] } },
    'GET /main/flows/a/f': ({ line }) => ({
      json: line.includes('revision=1')
        ? { ...flow, tasks: [{ id: 't-r1', type: 'x.y.Query', sql: 'a' }] }
        : flow,
    }),
  });
  const { compared } = (await diagnose()) as { compared: object };
  expect(compared).toMatchObject({
    execution_id: 'e0',
    differences: {
      revision: { now: 2, then: 1, changed: ['task t-r1'] },
      inputs: { n: { now: 9, then: 3 } },
      labels: { team: { now: null, then: 'data' } },
      duration: { then: '1 s' },
      task_duration: { task: 't-r1', now: '1 min', then: '1 s' },
    },
  });
  expect(JSON.stringify(compared)).not.toMatch(/other|"one"/);
});

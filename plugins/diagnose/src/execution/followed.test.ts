import { describe, expect, it } from '@jest/globals';
import { error, execution, flow, GOOD, state, taskRun } from '../../../../test/support/diagnosis/made.js';
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

import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { iterated, iteration, searchOf } from '../../../test/support/kestra/loops.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { type Table, useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const call = (tool: string, given: object, version = '2.0') =>
  callPlugin(plugin, kestra, version)(tool, { ...given });
const get = (given: object = {}, version?: string) =>
  call('manage_executions', { action: 'get', execution_id: 'e1', ...given }, version);

const attempts = [{ state: { current: 'FAILED' } }];
const run = (id: string, current: string, rest: object = {}) => ({
  id,
  taskId: `t-${id}`,
  state: { current },
  ...rest,
});
const execution = (current: string, ...taskRunList: object[]) => ({
  ...{ id: 'e1', namespace: 'a', flowId: 'f', state: { current }, taskRunList },
});
const failedLoop = execution('FAILED', run('r1', 'FAILED', { attempts }));
const outputs = {
  iterationCount: 40,
  runningIterations: 0,
  terminatedIterations: { SUCCESS: 39, FAILED: 1 },
};
/** A run whose loop has failed for one of 40 values. */
const LOOPED: Table = {
  'GET /main/executions/e1': { json: failedLoop },
  'GET /main/outputs/executions/e1': { json: {} },
  'GET /main/outputs/tasks/e1': { json: [{ taskId: 't-r1', taskRunId: 'r1', inline: true }] },
  'GET /main/outputs/tasks/e1/r1': { json: outputs },
  'GET /main/executions/search': searchOf(iterated(40, 'SUCCESS', { 12: 'FAILED' })),
  'GET /main/logs/i0012': {
    json: [{ timestamp: 't', level: 'ERROR', message: 'No such table v12', taskId: 'load' }],
  },
};
const loops = {
  total: 40,
  states: { SUCCESS: 39, FAILED: 1 },
  iterations: [
    {
      ...{ id: 'i0012', task: 'each', index: 12, value: 'v12', state: 'FAILED' },
      logs: [{ timestamp: 't', level: 'ERROR', message: 'No such table v12', taskId: 'load' }],
    },
  ],
  next:
    'Use get_execution_logs with this execution to see the other 39 with their logs, failed ones first. ' +
    'You can read an iteration by its id, like an execution.',
};

describe('a failed loop on 2.0', () => {
  it('is told with the execution: how many ended how, which failed, and why', async () => {
    kestra.answers(LOOPED);
    expect(await get()).toMatchObject({ state: { current: 'FAILED' }, loops });
  });

  it('is told at the end of a wait', async () => {
    kestra.answers({ ...LOOPED, 'POST /main/executions/a/f': { json: execution('CREATED') } });
    expect(await call('execute_flow', { namespace: 'a', flow_id: 'f', wait: true })).toMatchObject({
      loops,
      next: 'Use get_execution_logs to see why. Once the cause is fixed, use restart_execution to continue from the failed task.',
    });
  });

  it('is found without outputs, too', async () => {
    kestra.answers({ ...LOOPED, 'GET /main/outputs/tasks/e1': { status: 403 } });
    expect(await get()).toMatchObject({ loops: { total: 40, states: { SUCCESS: 39, FAILED: 1 } } });
  });
});

it('a loop that waits for someone is told when the time of a wait is up', async () => {
  const waiting = execution('RUNNING', run('r1', 'RUNNING', { attempts }));
  kestra.answers({
    'POST /main/executions/a/f': { json: execution('CREATED') },
    'GET /main/executions/e1': { json: waiting },
    'GET /main/executions/search': searchOf(iterated(2, 'SUCCESS', { 1: 'PAUSED' })),
    'GET /main/logs/i0001': { json: [] },
  });
  const given = { namespace: 'a', flow_id: 'f', wait: true, timeout: 1 };
  expect(await call('execute_flow', given)).toMatchObject({
    loops: { iterations: [{ id: 'i0001', state: 'PAUSED', value: 'v1' }] },
    next:
      'It has not ended after 1 s and is still running in Kestra. Iterations of its loop are paused and wait for ' +
      'someone. Pass their ids to resume_execution. Check on it with manage_executions, action get.',
  });
});

describe('an execution without a loop', () => {
  it.each([
    ['1.3', 1],
    ['2.0', 3],
  ])('costs no request more on %s', async (version, requests) => {
    const attempt = { workerId: 'w', state: { current: 'FAILED' } };
    kestra.answers({
      'GET /main/executions/e1': { json: execution('FAILED', run('r1', 'FAILED', { attempts: [attempt] })) },
      'GET /main/outputs/executions/e1': { status: 404 },
      'GET /main/outputs/tasks/e1': { json: [] },
    });
    expect(await get({}, version)).not.toHaveProperty('loops');
    expect(kestra.lines).toHaveLength(requests);
  });

  it('is one on 1.x, whatever its task runs look like', async () => {
    const looped = execution('FAILED', run('r1', 'FAILED', { attempts, outputs }));
    kestra.answers({ 'GET /main/executions/e1': { json: looped } });
    expect(await get({}, '1.3')).not.toHaveProperty('loops');
    expect(kestra.lines).toHaveLength(1);
  });
});

describe('an iteration by its own id', () => {
  it('is an execution like any other, and its run comes without histories', async () => {
    const histories = [{ state: 'CREATED' }];
    const parent = execution('RUNNING', {
      ...run('r1', 'RUNNING'),
      state: { current: 'RUNNING', histories },
    });
    const own = { ...iteration({ id: 'e1', state: 'SUCCESS' }), loopRun: { index: 3, parent } };
    kestra.answers({
      'GET /main/executions/e1': { json: own },
      'GET /main/outputs/executions/e1': { json: { n: 1 } },
      'GET /main/outputs/tasks/e1': { json: [] },
    });
    expect(await get()).toMatchObject({ kind: 'LOOP', outputs: { n: 1 }, loopRun: { index: 3 } });
    expect(JSON.stringify(await get())).not.toContain('histories');
  });

  it('is killed, and shown, as it was recorded', async () => {
    const id = '2t6xgeSGQ9u2jeIRcHv1FK';
    kestra.answers({ [`GET /main/executions/${id}`]: recorded('loop: an iteration', '2.0-oss') });
    expect(await call('manage_executions', { action: 'kill', execution_id: id })).toEqual({
      executionId: id,
      status: 'already_finished',
    });
  });
});

describe('an execution with 300 task runs', () => {
  const runs = Array.from({ length: 300 }, (_, n) => run(`r${n}`, 'SUCCESS'));
  const each = runs.map(({ id }) => [`GET /main/outputs/tasks/e1/${id}`, { json: { of: id } }] as const);
  const many: Table = {
    'GET /main/executions/e1': { json: execution('SUCCESS', ...runs) },
    'GET /main/outputs/executions/e1': { json: {} },
    'GET /main/outputs/tasks/e1': { json: runs.map(({ id }) => ({ taskRunId: id })) },
    ...Object.fromEntries(each),
  };

  it('has the outputs of a hundred, and says how to get the others', async () => {
    kestra.answers(many);
    const { taskRunList, next, ...others } = await get();
    const having = (taskRunList as object[]).filter((each) => 'outputs' in each);
    expect([(taskRunList as object[]).length, having.length]).toEqual([300, 100]);
    expect(next).toBe(
      'The outputs of 200 more task runs are left out. Use action get with task_run_id to get the outputs of one.',
    );
    expect(others).not.toHaveProperty('outputsLeftOut');
    expect(kestra.lines).toHaveLength(103);
  });

  it.each(['1.3', '2.0'])('may be asked for one of them on %s', async (version) => {
    kestra.answers(many);
    const { taskRunList } = await get({ task_run_id: 'r250' }, version);
    expect(taskRunList).toMatchObject([
      { id: 'r250', ...(version === '2.0' && { outputs: { of: 'r250' } }) },
    ]);
    expect(await get({ task_run_id: 'r999' }, version)).toEqual({
      error: expect.stringContaining('The execution e1 has no task run "r999".'),
    });
  });
});

it.each(['1.3', '2.0'])(
  'the credentials of a webhook are not told on %s, its other headers are',
  async (version) => {
    const headers = { authorization: ['Bearer s3cr3t-of-caller'], 'X-GitHub-Event': ['push'] };
    const trigger = {
      id: 'hook',
      type: 'io.kestra.plugin.core.trigger.Webhook',
      variables: { headers, body: null },
    };
    kestra.answers({
      'GET /main/executions/e1': { json: { ...execution('SUCCESS'), trigger } },
      'GET /main/outputs/executions/e1': { status: 404 },
      'GET /main/outputs/tasks/e1': { status: 404 },
    });
    expect(await get({}, version)).toMatchObject({
      trigger: { variables: { headers: { authorization: ['***'], 'X-GitHub-Event': ['push'] }, body: null } },
    });
  },
);

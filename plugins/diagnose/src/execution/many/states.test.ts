import { describe, expect, it } from '@jest/globals';
import {
  at,
  error,
  execution,
  flow,
  GOOD,
  state,
  taskRun,
} from '../../../../../test/support/diagnosis/made.js';
import { callPlugin } from '../../../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../../../test/support/kestra/use-kestra.js';
import plugin from '../../index.js';

const kestra = useKestra();

interface Standing {
  run: object;
  flow?: object;
  lines?: object[];
  also?: object;
}

const CORE = 'io.kestra.plugin.core';
const began = (current: string, ...past: string[]) => ({
  ...{ current, startDate: at(0), endDate: at(1) },
  histories: [...past, current].map((each, n) => ({ state: each, date: at(n) })),
});
const unstarted = (current: string) => ({ id: 'r1', taskId: 't-r1', state: { current, startDate: at(0) } });
const withTask = (task: object) => ({ ...flow, tasks: [{ id: 't-r1', type: 'x.y.Query', ...task }] });

async function causeOf({ run, flow: given = flow, lines = [], also = {} }: Standing): Promise<string> {
  kestra.answers({
    ...GOOD,
    'GET /main/executions/e1': { json: run },
    'GET /main/flows/a/f': { json: given },
    'GET /main/logs/e1': { json: lines },
    ...also,
  });
  const { cause } = await callPlugin(plugin, kestra)('diagnose_execution', { execution_id: 'e1' });
  return String(cause);
}

describe('the cause', () => {
  it.each<[string, Standing, RegExp]>([
    [
      'names the executor of one that was never begun',
      { run: execution('CREATED', null) },
      /executor or the workers/,
    ],
    [
      'names the worker that a task waits for, and its group',
      {
        run: execution('RUNNING', [unstarted('SUBMITTED')]),
        flow: withTask({ workerGroup: { key: 'gpu' } }),
      },
      /t-r1.*waiting for a worker of the worker group "gpu".*no worker has picked it up/,
    ],
    [
      'names the type that Kestra cannot read',
      { run: execution('FAILED', null), flow: { ...flow, exception: 'Invalid type: io.acme.Query\n\tat x' } },
      /cannot read the flow: Invalid type: io\.acme\.Query$/,
    ],
    [
      'names the check that failed it',
      {
        run: { ...execution('FAILED', null), state: began('FAILED', 'CREATED') },
        flow: { ...flow, checks: [{ message: 'n is too large', behavior: 'FAIL_EXECUTION' }] },
      },
      /check.*n is too large/,
    ],
    [
      'says that its state was changed afterwards',
      { run: { ...execution('FAILED', []), state: began('FAILED', 'CREATED', 'RUNNING', 'SUCCESS') } },
      /ended as SUCCESS.*changed to FAILED/,
    ],
    [
      'says that its state was changed to a good one',
      {
        run: {
          ...execution('SUCCESS', [taskRun('r1', 'FAILED')]),
          state: began('SUCCESS', 'RUNNING', 'FAILED'),
        },
        lines: [error('r1', 'no such table')],
      },
      /^SUCCESS: .*t-r1.*no such table.*ended as FAILED.*changed to SUCCESS/,
    ],
    [
      'says that another execution runs instead',
      { run: execution('RETRIED', [taskRun('r1', 'FAILED')]), lines: [error('r1', 'no such table')] },
      /new execution.*no such table/,
    ],
    [
      'names the task that ended it',
      {
        run: execution('KILLED', [taskRun('r1', 'SUCCESS')]),
        flow: withTask({ type: `${CORE}.execution.Exit` }),
      },
      /"t-r1" \(Exit\)/,
    ],
    [
      'says that one was taken out of the queue',
      {
        run: { ...execution('CANCELLED', null), state: began('CANCELLED', 'CREATED', 'QUEUED') },
        flow: { ...flow, concurrency: { limit: 3 } },
      },
      /limit of 3.*from the queue/,
    ],
    [
      'names the SLA of one that was called off',
      {
        run: { ...execution('CANCELLED', null), state: began('CANCELLED', 'CREATED', 'RUNNING') },
        flow: { ...flow, sla: [{ id: 'fast' }] },
      },
      /SLA.*fast/,
    ],
    [
      'says that a retry with a warning was needed',
      {
        run: execution('WARNING', [
          taskRun('r1', 'WARNING', {
            attempts: [
              { workerId: 'w', state: state('FAILED') },
              { workerId: 'w', state: state('SUCCESS') },
            ],
          }),
        ]),
        lines: [error('r1', 'first try')],
      },
      /t-r1.*only on attempt 2: first try/,
    ],
    [
      'says what an execution without a reason lacks',
      { run: execution('FAILED', [taskRun('r1', 'SUCCESS')]) },
      /no task run failed, and its log has no error/,
    ],
    [
      'names the missing plugin of a task',
      {
        run: execution('FAILED', [taskRun('r1', 'FAILED')]),
        lines: [error('r1', "Could not resolve type id 'io.acme.Query' as a subtype of Task")],
      },
      /io\.acme\.Query/,
    ],
  ])('%s', async (_, standing, form) => {
    expect(await causeOf(standing)).toMatch(form);
  });

  it('says how long the last success took where one is slow', async () => {
    const last = { ...execution('SUCCESS', []), id: 'e0', state: state('SUCCESS', 0, 2) };
    const run = { ...execution('SUCCESS', []), state: state('SUCCESS', 0, 50) };
    const also = { 'GET /main/executions/search': { json: { results: [last] } } };
    expect(await causeOf({ run, also })).toBe(
      'SUCCESS: nothing failed. It took 50 s. The last success took 2 s.',
    );
  });

  it('names the execution whose kill took it along', async () => {
    const trigger = { id: 'call', type: `${CORE}.flow.Subflow`, variables: { executionId: 'e7' } };
    const run = execution('KILLED', [taskRun('r1', 'KILLED')], { trigger });
    const also = {
      'GET /main/executions/e7': { json: { ...execution('KILLED', []), id: 'e7', flowId: 'g' } },
    };
    expect(await causeOf({ run, also })).toMatch(/t-r1.*e7 of a\.g/);
  });
});

import { describe, expect, it } from '@jest/globals';
import { error, execution, GOOD, state, taskRun } from '../../../../../test/support/diagnosis/made.js';
import { callPlugin } from '../../../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../../../test/support/kestra/use-kestra.js';
import plugin from '../../index.js';

const kestra = useKestra();
const diagnose = (version = '1.3') =>
  callPlugin(plugin, kestra, version)('diagnose_execution', { execution_id: 'e1' });

describe.each(['0.23', '1.3', '2.0'])('on %s', (version) => {
  it.each([
    ['GET /main/logs/e1', 403, 't-r1', 'The log of'],
    ['GET /main/flows/a/f', 404, 'no such table', 'The flow a.f'],
    ['GET /main/executions/search', 403, 'no such table', 'The last successful execution'],
    ['GET /main/executions/search', 422, 'no such table', 'The last successful execution'],
  ])('is told without what %s refuses by %s', async (route, status, named, left) => {
    kestra.answers({ ...GOOD, [route]: { status, json: { message: 'no' } } });
    const { cause, left_out } = await diagnose(version);
    expect(cause).toContain(named);
    expect(left_out).toEqual(expect.arrayContaining([expect.stringContaining(left)]));
  });

  it('says that there is no such execution', async () => {
    kestra.answers({ 'GET /main/executions/e1': { status: 404, json: { message: 'Not Found' } } });
    expect(await diagnose(version)).toEqual({ error: expect.stringContaining('e1') });
  });

  it.each([
    ...['CREATED', 'SUBMITTED', 'RUNNING', 'PAUSED', 'RESTARTED', 'KILLING', 'SUCCESS', 'WARNING', 'FAILED'],
    ...[
      'KILLED',
      'CANCELLED',
      'QUEUED',
      'RETRYING',
      'RETRIED',
      'SKIPPED',
      'BREAKPOINT',
      'RESUBMITTED',
      'NEW',
    ],
  ])('has an answer for %s, with task runs and without', async (current) => {
    for (const runs of [null, [], [taskRun('r1', current)], [taskRun('r1', 'SUCCESS')]]) {
      kestra.answers({ ...GOOD, 'GET /main/executions/e1': { json: execution(current, runs) } });
      const answer = await diagnose(version);
      expect(answer).toMatchObject({ state: current, cause: expect.stringContaining(current) });
      kestra.answers({ 'GET /main/executions/e1': { json: execution(current, runs) } });
      expect(await diagnose(version)).toMatchObject({ state: current });
    }
  });

  it('asks at most 12 times, and answers in 12,000 characters, for 1,500 task runs', async () => {
    const runs = Array.from({ length: 1_500 }, (_, n) =>
      taskRun(`r${n}`, n % 2 === 0 ? 'FAILED' : 'SUCCESS', {
        state: state('X', n, n + 1),
        value: 'v'.repeat(900),
      }),
    ).map((run, n) => ({ ...run, state: state(n % 2 === 0 ? 'FAILED' : 'SUCCESS', n, n + 1) }));
    const long = '"\\\n'.repeat(5_000);
    const inputs = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`in${n}`, long]));
    kestra.answers({
      ...GOOD,
      'GET /main/executions/e1': { json: execution('FAILED', runs, { inputs }) },
      'GET /main/logs/e1': {
        json: runs.flatMap(({ id }) => [error(id, long.slice(0, 3_000)), error(id, `no ${id}`)]),
      },
    });
    const answer = await diagnose(version);
    expect(answer.cause).toContain('no r0');
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(12_000);
    expect(answer.task_runs).not.toHaveLength(0);
    expect(kestra.lines.length).toBeLessThanOrEqual(11);
  });
});

import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded, recordedJson } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const call = (given: Record<string, unknown> = {}, version?: string) =>
  callPlugin(plugin, kestra, version)('change_taskrun_state', { execution_id: 'e1', ...given });
const GET = 'GET /main/executions/e1';
const run = (id: string, current: string) => ({ id, taskId: id, state: { current } });
const answer = { id: 'e1', namespace: 'a', flowId: 'b', state: { current: 'RESTARTED' } };
const found = (...taskRunList: object[]) => ({
  json: { ...answer, state: { current: 'FAILED' }, taskRunList },
});

describe.each(['0.23', '0.24', '1.3', '2.0'])('change_taskrun_state on %s', (version) => {
  const state = `POST /main/executions/e1${version === '2.0' ? '/actions' : ''}/state`;

  it('changes the task run that is named', async () => {
    kestra.answers({ [state]: { json: answer } });
    expect(await call({ task_run_id: 'r9', state: 'WARNING' }, version)).toEqual(answer);
    expect(kestra.asked.map(({ line, body }) => `${line} ${body}`)).toEqual([
      `${state} {"taskRunId":"r9","state":"WARNING"}`,
    ]);
  });

  it('changes the first failed one to SUCCESS when nothing else is said', async () => {
    const runs = [run('r1', 'SUCCESS'), run('r2', 'FAILED'), run('r3', 'FAILED')];
    kestra.answers({ [GET]: found(...runs), [state]: { json: answer } });
    expect(await call({ task_run_id: '' }, version)).toEqual(answer);
    expect(kestra.asked.map(({ line, body }) => `${line} ${body}`.trim())).toEqual([
      GET,
      `${state} {"taskRunId":"r2","state":"SUCCESS"}`,
    ]);
  });
});

it('means the task that failed, not the one that holds it and failed with it', async () => {
  const state = 'POST /main/executions/e1/state';
  const runs = [run('outer', 'FAILED'), { ...run('inner', 'FAILED'), parentTaskRunId: 'outer' }];
  kestra.answers({ [GET]: found(...runs), [state]: { json: answer } });
  await call();
  expect(kestra.asked.at(-1)?.body).toBe('{"taskRunId":"inner","state":"SUCCESS"}');
});

it('the histories of the task runs are left out of what Kestra answers', async () => {
  kestra.answers({ 'POST /main/executions/e1/state': recorded('change taskrun state') });
  const execution = await call({ task_run_id: 'r1' });
  const { id, state } = recordedJson<{ id: string; state: { current: string } }>('change taskrun state');
  expect(execution).toMatchObject({ id, state: { current: state.current } });
  expect(JSON.stringify(execution.taskRunList)).not.toContain('histories');
});

describe('change_taskrun_state fails', () => {
  it.each([
    ['none', { json: { ...answer, state: { current: 'SUCCESS' } } }],
    [
      'only others',
      { json: { ...answer, state: { current: 'SUCCESS' }, taskRunList: [run('r1', 'KILLED')] } },
    ],
  ])('where of failed task runs there are %s', async (_, execution) => {
    kestra.answers({ [GET]: execution });
    expect(await call()).toEqual({
      error: 'The execution e1 (SUCCESS) has no failed task run.\nSet task_run_id to the task run to change.',
    });
    expect(kestra.lines).toEqual([GET]);
  });

  it('with what Kestra says', async () => {
    kestra.answers({ 'POST /main/executions/e1/state': recorded('change taskrun state, unknown taskrun') });
    expect((await call({ task_run_id: 'no' })).error).toContain(
      'Kestra answered 422 to POST /main/executions/e1/state: Illegal argument: No task found to restart',
    );
  });

  it.each([
    ['1.3', '1.3-oss', 'POST /main/executions/e1/state'],
    ['2.0', '2.0-oss', 'POST /main/executions/e1/actions/state'],
  ] as const)('on %s with what may be wrong about the task run', async (version, file, route) => {
    kestra.answers({ [route]: recorded('change taskrun state, unknown taskrun', file) });
    expect((await call({ task_run_id: 'no' }, version)).error).toContain(
      'The execution must have ended, and the task run must belong to it.',
    );
  });

  it.each([
    [{ state: 'RUNNING' }, 'Allowed: SUCCESS, WARNING, FAILED, KILLED, CANCELLED, SKIPPED.'],
    [{ state: 'CANCELED' }, 'The argument "state" cannot be "CANCELED".'],
    [{ execution_id: null }, 'The argument "execution_id" is not valid'],
  ])('unsent for %j', async (given, error) => {
    expect(await call(given)).toEqual({ error: expect.stringContaining(error) });
    expect(kestra.lines).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { formOf, useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const call = (tool: string, given: object, version?: string) =>
  callPlugin(plugin, kestra, version)(tool, { ...given });
const execution = (current: string, rest: object = {}) => ({
  ...{ id: 'e1', namespace: 'a', flowId: 'f', state: { current } },
  ...rest,
});
const running = { 'GET /main/executions/e1': { json: execution('RUNNING') } };

describe('execute_flow', () => {
  const ref = { namespace: 'a', flow_id: 'f' };

  it('starts a flow and answers at once', async () => {
    const answer = execution('CREATED', { inputs: { who: null } });
    const declared = [
      { id: 'who', type: 'STRING' },
      { id: 'n', type: 'INT' },
    ];
    kestra.answers({
      'GET /main/flows/a/f': { json: { id: 'f', namespace: 'a', inputs: declared } },
      'POST /main/executions/a/f': {
        json: { ...answer, url: '/ui/main/e1', tenantId: 'main', deleted: false },
      },
    });
    const inputs = { who: 'Ada', n: 3 };
    const given = {
      ...ref,
      inputs,
      labels: { team: 'data', n: 1 },
      schedule_date: '',
      revision: 0,
      wait: false,
    };
    expect(await call('execute_flow', given)).toEqual(answer);
    const [look, asked] = kestra.asked;
    expect(look?.line).toBe('GET /main/flows/a/f');
    expect(asked?.line).toBe('POST /main/executions/a/f?labels=team:data&labels=n:1');
    expect(asked && (await formOf(asked))).toEqual({ who: 'Ada', n: '3' });
    expect(kestra.lines).toHaveLength(2);
  });

  it.each(['1.3-oss', '2.0-oss'] as const)('names a revision that is not there, as in %s', async (file) => {
    kestra.answers({
      'POST /main/executions/a/f': recorded('execute flow, unknown revision', file),
      'GET /main/flows/a': { json: [{ id: 'f' }] },
      'GET /main/flows/a/f/revisions': { json: [{ revision: 3 }, { revision: 4 }] },
    });
    expect((await call('execute_flow', { ...ref, revision: 99 })).error).toMatch(
      /\nFlow "f" has no revision 99, only 3 to 4\.$/,
    );
  });

  it('waits when asked to', async () => {
    kestra.answers({
      'POST /main/executions/a/f': { json: execution('CREATED') },
      'GET /main/executions/e1': { json: execution('SUCCESS', { outputs: { n: null } }) },
    });
    expect(await call('execute_flow', { ...ref, wait: true })).toEqual(
      execution('SUCCESS', { outputs: { n: null } }),
    );
  });

  it.each([
    [
      'execute disabled flow',
      'Kestra answered 409 to POST /main/executions/a/f: Illegal state: Requested Flow is disabled.',
    ],
    [
      'execute flow, bad input',
      'Kestra answered 422 to POST /main/executions/a/f: Invalid entity: Invalid value for input `n`.',
    ],
  ])('fails with what Kestra says: %s', async (recording, text) => {
    kestra.answers({
      'GET /main/flows/a/f': { json: { id: 'f', namespace: 'a', inputs: [{ id: 'n', type: 'INT' }] } },
      'POST /main/executions/a/f': recorded(recording),
    });
    expect(await call('execute_flow', { ...ref, wait: true })).toEqual({
      error: expect.stringContaining(text),
    });
    expect(kestra.lines.filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });
});

describe('execute_flow of an unknown flow', () => {
  it('names those that there are', async () => {
    kestra.answers({
      'POST /main/executions/a/f': recorded('execute unknown flow'),
      'GET /main/flows/a': { json: [{ id: 'f1', namespace: 'a' }] },
    });
    expect(await call('execute_flow', { namespace: 'a', flow_id: 'f' })).toEqual({
      error: expect.stringMatching(
        /^Kestra answered 404 to POST \/main\/executions\/a\/f: Not Found: .*\n.*Did you mean "f1"\?/,
      ),
    });
  });
});

describe('manage_executions', () => {
  const manage = (action: string, given: object = {}, version?: string) =>
    call('manage_executions', { action, execution_id: 'e1', ...given }, version);

  it('get has task runs and outputs, without what they repeat', async () => {
    const histories = [{ state: 'CREATED', date: '2026-11-22T18:45:01.347521159Z' }];
    const state = { current: 'SUCCESS', duration: 'PT0.163517S', histories };
    const run = { id: 'r', executionId: 'e1', namespace: 'a', flowId: 'f', taskId: 't', state };
    const outputs = { value: null, took: 'PT0.163517S' };
    const attempts = [{ state, uri: null, workerId: 'w' }];
    const taskRunList = [
      { ...run, attempts, outputs },
      { ...run, id: 'r2', attempts: [{ state: { current: 'FAILED', histories } }, ...attempts], outputs: {} },
      { ...run, id: 'r3', outputs: null, value: '', parentTaskRunId: null },
    ];
    kestra.answers({
      'GET /main/executions/e1': { json: { ...execution('SUCCESS'), state, taskRunList } },
    });
    const slim = { current: 'SUCCESS', duration: 'PT0.163S' };
    const shown = { id: 'r', taskId: 't', state: slim };
    expect(await manage('get')).toEqual({
      ...{ id: 'e1', namespace: 'a', flowId: 'f' },
      state: { ...slim, histories: [{ state: 'CREATED', date: '2026-11-22T18:45:01.347Z' }] },
      taskRunList: [
        { ...shown, outputs },
        { ...shown, id: 'r2', attempts: [{ state: { current: 'FAILED' } }, { state: slim, workerId: 'w' }] },
        { ...shown, id: 'r3', value: '' },
      ],
    });
  });

  it('pauses, deletes and changes the status', async () => {
    kestra.answers({
      'POST /main/executions/e1/pause': { status: 200 },
      'DELETE /main/executions/e1': { status: 204 },
      'POST /main/executions/e1/change-status': { json: execution('WARNING') },
    });
    expect(await manage('pause')).toEqual({ executionId: 'e1', status: 'paused' });
    expect(await manage('delete')).toEqual({ executionId: 'e1', status: 'deleted' });
    expect(await manage('change_status', { status: 'WARNING' })).toEqual(execution('WARNING'));
    expect(kestra.lines.at(-1)).toBe('POST /main/executions/e1/change-status?status=WARNING');
  });

  it.each([
    ['1.3', '/main/executions/e1/kill'],
    ['2.0', '/main/executions/e1/actions/kill'],
  ])('kills on %s what still runs', async (version, path) => {
    kestra.answers({ ...running, [`DELETE ${path}`]: { status: 202 } });
    expect(await manage('kill', {}, version)).toEqual({ executionId: 'e1', status: 'kill_requested' });
    expect(await manage('kill', { cascade: false }, version)).toMatchObject({ status: 'kill_requested' });
    expect(kestra.lines.filter((line) => line.startsWith('DELETE'))).toEqual([
      `DELETE ${path}?isOnKillCascade=true`,
      `DELETE ${path}?isOnKillCascade=false`,
    ]);
  });

  it('does not kill what has ended, or is not there', async () => {
    kestra.answers({ 'GET /main/executions/e1': { json: execution('FAILED') } });
    expect(await manage('kill')).toEqual({ executionId: 'e1', status: 'already_finished' });
    kestra.answers({ 'GET /main/executions/e1': recorded('get execution, unknown') });
    expect(await manage('kill')).toEqual({ executionId: 'e1', status: 'not_found' });
    kestra.answers({ ...running, 'DELETE /main/executions/e1/kill': { status: 500 } });
    expect(await manage('kill')).toEqual({ error: expect.stringMatching(/^Kestra answered 500 to DELETE/) });
  });

  it.each([
    ['kill finished execution, no cascade', { json: execution('KILLED') }, 'already_finished'],
    ['kill unknown execution', recorded('get execution, unknown', '2.0-oss'), 'not_found'],
  ])('looks again when the kill is refused: "%s"', async (name, now, status) => {
    kestra.answers({
      'GET /main/executions/e1': [{ json: execution('RUNNING') }, now],
      'DELETE /main/executions/e1/actions/kill': recorded(name, '2.0-oss'),
    });
    expect(await manage('kill', {}, '2.0')).toEqual({ executionId: 'e1', status });
  });

  it.each(['kill finished execution, no cascade', 'unknown route'])(
    'does not take a refusal for the end of what still runs: "%s"',
    async (name) => {
      const refusal = recorded(name, '2.0-oss');
      kestra.answers({ ...running, 'DELETE /main/executions/e1/actions/kill': refusal });
      const error = expect.stringMatching(new RegExp(`^Kestra answered ${refusal.status} to DELETE`));
      expect(await manage('kill', {}, '2.0')).toEqual({ error });
    },
  );

  it.each([
    ['change_status', {}, 'The action "change_status" needs the argument "status".'],
    [
      'change_status',
      { status: 'RUNNING' },
      'The argument "status" cannot be "RUNNING". Allowed: SUCCESS, WARNING,',
    ],
    ['get', { execution_id: '' }, 'The argument "execution_id" is not valid'],
    ['get', { execution_id: null }, 'The argument "execution_id" is not valid'],
    ['stop', {}, 'The argument "action" cannot be "stop". Allowed: pause, kill, delete, get, change_status.'],
  ])('%s with %j sends nothing', async (action, given, error) => {
    expect(await manage(action, given)).toEqual({ error: expect.stringContaining(error) });
    expect(kestra.lines).toEqual([]);
  });
});

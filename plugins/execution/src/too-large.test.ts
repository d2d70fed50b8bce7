import { expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const LARGE = {
  text: `{"report":"${'x'.repeat(10_000_001)}"}`,
  headers: { 'content-type': 'application/json' },
};
const get = (version: string, given: object = {}) =>
  callPlugin(plugin, kestra, version)('manage_executions', { action: 'get', execution_id: 'e1', ...given });
const run = (id: string) => ({ id, taskId: 't', state: { current: 'SUCCESS' } });
const execution = { id: 'e1', namespace: 'a', flowId: 'b', state: { current: 'SUCCESS' } };

it.each(['1.3', '2.0'])('an execution of more than is read says where else it is, on %s', async (version) => {
  kestra.answers({ 'GET /main/executions/e1': LARGE });
  for (const given of [{}, { task_run_id: 'r1' }, { path: 'outputs.report' }]) {
    expect((await get(version, given)).error).toBe(
      "Kestra's response to GET /main/executions/e1 is larger than 10 MB and was not read any further.\n" +
        'Kestra cannot return a part of an execution. Open it in the Kestra UI, or call get_execution_logs to read its logs.',
    );
  }
});

it('outputs that are too large to be read leave the rest of the execution readable, on 2.0', async () => {
  kestra.answers({
    'GET /main/executions/e1': { json: { ...execution, taskRunList: [run('r1'), run('r2')] } },
    'GET /main/outputs/executions/e1': LARGE,
    'GET /main/outputs/tasks/e1': { json: [{ taskRunId: 'r1' }, { taskRunId: 'r2' }] },
    'GET /main/outputs/tasks/e1/r1': LARGE,
    'GET /main/outputs/tasks/e1/r2': { json: { n: 1 } },
  });
  expect(await get('2.0')).toEqual({
    ...execution,
    taskRunList: [run('r1'), { ...run('r2'), outputs: { n: 1 } }],
    next: 'Outputs of more than 10 MB are left out, here those of e1, r1. Open them in the Kestra UI.',
  });
  expect(await get('2.0', { task_run_id: 'r2', path: 'outputs.n' })).toMatchObject({ value: 1 });
});

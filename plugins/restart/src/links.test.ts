import { beforeAll, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
beforeAll(() => {
  kestra.ui = true;
});

it.each(['1.3', '2.0'])('an execution that is restarted or changed has a link on %s', async (version) => {
  const call = callPlugin(plugin, kestra, version);
  const path = `POST /main/executions/e1${version === '2.0' ? '/actions' : ''}`;
  const execution = { id: 'e1', namespace: 'a', flowId: 'f', state: { current: 'RESTARTED' } };
  kestra.answers({ [`${path}/restart`]: { json: execution }, [`${path}/state`]: { json: execution } });
  const url = kestra.baseUrl.replace('/api/v1', '/ui/main/executions/a/f/e1');
  expect(await call('restart_execution', { execution_id: 'e1' })).toMatchObject({ url });
  const given = { execution_id: 'e1', task_run_id: 'r1' };
  expect(await call('change_taskrun_state', given)).toMatchObject({ url });
});

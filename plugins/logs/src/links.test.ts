import { beforeAll, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
beforeAll(() => {
  kestra.ui = true;
});

it.each([
  ['1.3', '1.3-oss'],
  ['2.0', '2.0-oss'],
] as const)('the logs of an execution have its link on %s', async (version, file) => {
  const call = callPlugin(plugin, kestra, version);
  const execution = { id: 'e1', namespace: 'rec.demo', flowId: 'hello', state: { current: 'SUCCESS' } };
  kestra.answers({
    'GET /main/logs/e1': recorded('logs', file),
    'GET /main/logs/e1/download': recorded('download logs', file),
    'GET /main/executions/e1': { json: execution },
    'GET /main/executions/search': { json: { results: [], total: 0 } },
  });
  const url = kestra.baseUrl.replace('/api/v1', '/ui/main/executions/rec.demo/hello/e1');
  expect(await call('get_execution_logs', { execution_id: 'e1' })).toMatchObject({ url });
  expect(await call('download_execution_logs', { execution_id: 'e1' })).toMatchObject({ url });
});

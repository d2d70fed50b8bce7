import { beforeAll, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
let url = '';
beforeAll(() => {
  kestra.ui = true;
  url = kestra.baseUrl.replace('/api/v1', '/ui/main/executions/a/f/e1');
});

const call = (tool: string, given: object) => callPlugin(plugin, kestra)(tool, { ...given });
const paused = { id: 'e1', namespace: 'a', flowId: 'f', state: { current: 'PAUSED' }, taskRunList: [] };

it('an execution that goes on has a link, several have none', async () => {
  kestra.answers({
    'GET /main/executions/e1': { json: paused },
    'GET /main/executions/e2': { json: { ...paused, id: 'e2' } },
    'GET /main/executions/search': { json: { results: [paused], total: 1 } },
    'GET /main/flows/a/f': { json: { id: 'f', namespace: 'a', tasks: [] } },
    'POST /main/executions/resume/by-ids': { json: { count: 1 } },
    'POST /main/executions/e1/resume': { status: 204 },
    'POST /main/executions/e1/force-run': { json: paused },
  });
  expect(await call('resume_execution', { execution_ids: ['e1'] })).toEqual({ count: 1, url });
  expect(await call('resume_execution', { namespace: 'a', flow_id: 'f' })).toEqual({
    ...{ count: 1, resumed: ['e1'], url },
  });
  expect(await call('resume_execution', { execution_ids: ['e1', 'e2'] })).not.toHaveProperty('url');
  expect(await call('force_run_execution', { execution_id: 'e1' })).toMatchObject({ url });
});

import { beforeAll, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
let url = '';
beforeAll(() => {
  kestra.ui = true;
  url = kestra.baseUrl.replace('/api/v1', '/ui/main/flows/edit/a/f');
});

const call = (tool: string, given: object) => callPlugin(plugin, kestra)(tool, { ...given });
const flow = { id: 'f', namespace: 'a', revision: 1, source: 'id: f\n' };

it('every answer about a flow that there is has its link', async () => {
  kestra.answers({
    'POST /main/flows': { json: flow },
    'GET /main/flows/search': { json: { results: [flow], total: 1 } },
    'GET /main/flows/a/f': { json: flow },
    'GET /main/flows/a/f/revisions': { json: [flow] },
    'GET /main/flows/a/f/dependencies': { json: { nodes: [{ uid: 'f', namespace: 'a', id: 'f' }] } },
    'POST /main/flows/enable/by-ids': { json: { count: 1 } },
    'POST /main/flows/disable/by-ids': { json: { count: 1 } },
    'DELETE /main/flows/a/f': { status: 204 },
  });
  const manage = (action: string) => call('manage_flow', { action, namespace: 'a', flow_id: 'f' });
  expect(await call('create_flow_from_yaml', { yaml_definition: 'id: f\nnamespace: a\n' })).toMatchObject({
    url,
  });
  expect(await call('find_flow', { query: 'f' })).toMatchObject({ match: { flow_id: 'f' }, url });
  for (const action of ['enable', 'disable', 'get_yaml', 'list_revisions', 'list_dependencies'])
    expect(await manage(action)).toMatchObject({ url });
  expect(await manage('delete')).not.toHaveProperty('url');
  expect(await call('find_flow', { query: 'zzzzzz' })).not.toHaveProperty('url');
});

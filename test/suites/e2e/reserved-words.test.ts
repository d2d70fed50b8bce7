import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { failed, ok, type RunningHost, startHost } from '../../support/host/host.js';

let sandbox: Sandbox;
let host: RunningHost;

const FLOW =
  'id: kept\nnamespace: company\ntasks:\n  - id: hello\n    type: io.kestra.plugin.core.log.Log\n    message: hi\n';

beforeAll(async () => {
  sandbox = await startSandbox();
  host = await startHost({ env: { KESTRA_BASE_URL: sandbox.baseUrl } });
  await ok(host.client, 'create_flow_from_yaml', { yaml_definition: FLOW });
});

afterAll(async () => {
  await host.stop();
  await sandbox.close();
});

it.each<[string, Record<string, unknown>]>([
  ['manage_flow', { action: 'delete', namespace: 'delete', flow_id: 'by-query' }],
  ['manage_flow', { action: 'delete', namespace: 'delete', flow_id: 'by-ids' }],
  ['manage_executions', { action: 'delete', execution_id: 'by-query' }],
  ['manage_executions', { action: 'kill', execution_id: 'by-query' }],
  ['manage_executions', { action: 'get', execution_id: 'search' }],
  ['execute_flow', { namespace: 'resume', flow_id: 'by-query' }],
  ['execute_flow', { namespace: 'restart', flow_id: 'by-ids' }],
  ['get_execution_logs', { execution_id: 'search' }],
  ['delete_execution_logs', { execution_id: 'by-query' }],
  ['list_flows_in_namespace', { namespace: 'search' }],
])('%s %j reaches no other route', async (tool, args) => {
  const before = sandbox.requests.length;
  expect(await failed(host.client, tool, args)).toContain('cannot be an id here');
  const sent = sandbox.requests.slice(before).filter(({ path }) => !path.endsWith('/configs'));
  expect(sent).toEqual([]);
  const { results } = await ok(host.client, 'list_flows_in_namespace', { namespace: 'company' });
  expect(results).toHaveLength(1);
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { ok, type RunningHost, startHost } from '../../support/host/host.js';
import { cleanUp } from './clean-up.js';

const namespace = 'kestra.mcp.test.xclean';
const OTHERS = 'kestra.mcp.test.xother';
const flow = (place: string) => `id: each
namespace: ${place}
tasks:
  - id: outer
    type: io.kestra.plugin.core.flow.Loop
    values: ${JSON.stringify(Array.from({ length: 12 }, (_, at) => `v${at}`))}
    tasks:
      - id: say
        type: io.kestra.plugin.core.log.Log
        message: "{{ item.value }}"
`;

let sandbox: Sandbox;
let host: RunningHost;
beforeAll(async () => {
  sandbox = await startSandbox({ mode: 'oss-2.0' });
  host = await startHost({
    env: { KESTRA_BASE_URL: sandbox.baseUrl, KESTRA_MCP_CONFIRM: 'never' },
  });
});
afterAll(async () => {
  await host.stop();
  await sandbox.close();
});

/** The number of rows in each of the two namespaces. */
async function count(resource: string, more = ''): Promise<number[]> {
  const totals = [namespace, OTHERS].map(async (place) => {
    const filters = `filters[namespace][EQUALS]=${place}${more}`;
    const response = await fetch(`${sandbox.baseUrl}/main/${resource}/search?${filters}`);
    return ((await response.json()) as { total: number }).total;
  });
  return Promise.all(totals);
}

it('leaves nothing of the suite, iterations of loops included, and all that is of others', async () => {
  for (const place of [namespace, OTHERS]) {
    await ok(host.client, 'create_flow_from_yaml', { yaml_definition: flow(place) });
    await ok(host.client, 'execute_flow', { namespace: place, flow_id: 'each', wait: true });
  }
  const iterations = () => count('executions', '&filters[kind][EQUALS]=LOOP');
  expect([await count('flows'), await count('executions'), await iterations()]).toEqual([
    [1, 1],
    [1, 1],
    [12, 12],
  ]);
  await cleanUp(host.client, namespace);
  expect([await count('flows'), await count('executions'), await iterations()]).toEqual([
    [0, 1],
    [0, 1],
    [0, 12],
  ]);
});

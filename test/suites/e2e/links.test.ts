import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { ok, type RunningHost, startHost } from '../../support/host/host.js';

const YAML =
  'id: hello\nnamespace: demo\ntasks:\n  - id: t\n    type: io.kestra.plugin.core.log.Log\n    message: hi\n';

let kestra: Sandbox;
beforeAll(async () => {
  kestra = await startSandbox({ mode: 'oss-2.0' });
});
afterAll(() => kestra.close());

/** The links to a new flow and its execution. */
async function links(given: Parameters<typeof startHost>[0]): Promise<unknown[]> {
  const host: RunningHost = await startHost(given);
  try {
    const flow = await ok(host.client, 'create_flow_from_yaml', { yaml_definition: YAML });
    const run = await ok(host.client, 'execute_flow', { namespace: 'demo', flow_id: 'hello', wait: true });
    return [flow.url, String(run.url).replace(String(run.id), '')];
  } finally {
    await host.stop();
  }
}

it('links go to the configured address, behind its prefix', async () => {
  const base = kestra.baseUrl.replace('/api/v1', '');
  expect(await links({ env: { KESTRA_BASE_URL: kestra.baseUrl } })).toEqual([
    `${base}/ui/main/flows/edit/demo/hello`,
    `${base}/ui/main/executions/demo/hello/`,
  ]);
});

it('with --sandbox there is nothing to open, and no link', async () => {
  expect(await links({ args: ['--sandbox'] })).toEqual([undefined, 'undefined']);
});

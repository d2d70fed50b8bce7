import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { type HttpHost, startHttp } from '../../support/host/http.js';
import type { Message } from '../../support/host/raw.js';
import { envelope } from '../../support/host/task-host.js';
import { temporaryFolder } from '../../support/temporary.js';

const NAMESPACE = 'company.e2e';
const FLOW = `id: long
namespace: ${NAMESPACE}
tasks:
  - id: sleep
    type: io.kestra.plugin.core.flow.Sleep
    duration: PT10M
`;
const EXECUTE = { name: 'execute_flow', arguments: { namespace: NAMESPACE, flow_id: 'long', wait: true } };
const HOME = temporaryFolder();

let sandbox: Sandbox;
let host: HttpHost;
const start = () =>
  startHttp({ env: { KESTRA_BASE_URL: sandbox.baseUrl, HOME, KESTRA_MCP_HTTP_AUTH: 'kestra' } });
beforeAll(async () => {
  sandbox = await startSandbox();
  host = await start();
  await ask('tools/call', { name: 'create_flow_from_yaml', arguments: { yaml_definition: FLOW } });
});
afterAll(async () => {
  await host.close();
  await sandbox.close();
});

/** A raw request of the 2026-07-28 protocol. */
async function ask(method: string, params: Record<string, unknown>, as = 'ann', path = ''): Promise<Message> {
  const response = await fetch(`${host.url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${as}:pass`).toString('base64')}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      'mcp-name': String(params.taskId ?? params.name),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: envelope() } }),
  });
  const text = await response.text();
  return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text);
}

describe('a task over HTTP', () => {
  it("is its caller's alone, is narrowed as calls are, and outlives a kill -9 of the host", async () => {
    const { result } = await ask('tools/call', EXECUTE);
    expect(result).toMatchObject({ resultType: 'task', status: 'working' });
    const { taskId } = result;
    const working = { resultType: 'complete', taskId, status: 'working', createdAt: result.createdAt };
    expect((await ask('tasks/get', { taskId })).result).toMatchObject(working);
    for (const method of ['tasks/get', 'tasks/cancel'])
      expect((await ask(method, { taskId }, 'bob')).error).toMatchObject({
        code: -32602,
        message: expect.stringContaining('This task does not exist'),
      });
    expect((await ask('tasks/get', { taskId }, 'ann', '/readonly')).result).toMatchObject({
      status: 'completed',
      result: {
        isError: true,
        content: [{ text: expect.stringContaining('execute_flow" is not available') }],
      },
    });
    host.kill('SIGKILL');
    await host.ended;
    host = await start();
    expect((await ask('tasks/get', { taskId })).result).toMatchObject(working);
    expect((await ask('tasks/get', { taskId }, 'bob')).error?.code).toBe(-32602);
    const cancelled = await ask('tasks/cancel', { taskId });
    expect(cancelled.result).toMatchObject({ message: expect.stringContaining('continues in Kestra') });
    expect((await ask('tasks/get', { taskId })).result).toMatchObject({ status: 'cancelled' });
    expect(sandbox.requests.map(({ method }) => method)).not.toContain('DELETE');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { call, ok, type RunningHost, startHost } from '../../support/host/host.js';
import { opening, toolCall } from '../../support/host/messages.js';
import { RawHost } from '../../support/host/raw.js';
import { fourGroups } from '../../support/plugins/four-groups.js';
import { until } from '../../support/until.js';

const NAMESPACE = 'company.e2e';

function sleeper(id: string, duration: string): string {
  return `id: ${id}
namespace: ${NAMESPACE}
tasks:
  - id: hello
    type: io.kestra.plugin.core.log.Log
    message: hello
  - id: sleep
    type: io.kestra.plugin.core.flow.Sleep
    duration: ${duration}
`;
}

let sandbox: Sandbox;
let host: RunningHost;

beforeAll(async () => {
  sandbox = await startSandbox();
  host = await startHost({ cwd: fourGroups(), env: { KESTRA_BASE_URL: sandbox.baseUrl } });
  for (const [id, duration] of [
    // Long enough to be seen running on a busy machine.
    ['short', 'PT3S'],
    ['long', 'PT10M'],
  ] as const)
    await ok(host.client, 'create_flow_from_yaml', { yaml_definition: sleeper(id, duration) });
});

afterAll(() => sandbox.close());

const execute = (flow_id: string, more: object = {}) => ({
  namespace: NAMESPACE,
  flow_id,
  wait: true,
  ...more,
});

/** How often the execution has been read so far. */
function looks(): number {
  return sandbox.requests.filter(({ method, path }) => method === 'GET' && path.includes('/executions/'))
    .length;
}

describe('execute_flow with wait', () => {
  it('reports progress that only grows, and ends with the execution', async () => {
    const seen: { progress: number; message?: string | undefined }[] = [];
    const { value } = await call(host.client, 'execute_flow', execute('short'), {
      onprogress: ({ progress, message }) => void seen.push({ progress, message }),
    });
    expect(value).toMatchObject({ state: { current: 'SUCCESS' }, flowId: 'short' });
    expect(seen.length).toBeGreaterThan(1);
    const numbers = seen.map(({ progress }) => progress);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    const messages = seen.map(({ message }) => message).join('\n');
    expect(messages).toContain('RUNNING');
    expect(messages).toContain('at sleep');
    expect(seen.at(-1)?.message).toContain('SUCCESS');
  });

  it('says nothing on the way to a client that did not ask', async () => {
    const raw = new RawHost({ cwd: fourGroups(), env: { KESTRA_BASE_URL: sandbox.baseUrl } });
    raw.send(...opening(), toolCall(1, 'execute_flow', execute('short')));
    expect((await raw.answer(1)).result.structuredContent.state.current).toBe('SUCCESS');
    raw.endInput();
    await raw.finished;
    expect(raw.messages().filter(({ method }) => method !== undefined)).toEqual([]);
  });

  it('carries the token of the request', async () => {
    const raw = new RawHost({ cwd: fourGroups(), env: { KESTRA_BASE_URL: sandbox.baseUrl } });
    raw.send(...opening(), toolCall(1, 'execute_flow', execute('short'), { progressToken: 'mine' }));
    await raw.answer(1);
    raw.endInput();
    await raw.finished;
    const progress = raw.messages().filter(({ method }) => method === 'notifications/progress');
    expect(progress.length).toBeGreaterThan(0);
    for (const { params } of progress) expect(params).toMatchObject({ progressToken: 'mine' });
    expect(raw.messages().at(-1)).toMatchObject({ id: 1 });
  });

  it('ends after its timeout with the execution so far and how to go on', async () => {
    const { value } = await call(host.client, 'execute_flow', execute('long', { timeout: 1 }));
    expect(value).toMatchObject({
      state: { current: 'RUNNING' },
      next: expect.stringContaining('manage_executions'),
    });
    await ok(host.client, 'manage_executions', { action: 'kill', execution_id: value.id });
  });

  it('stops looking when the client cancels, and leaves the execution alone', async () => {
    const before = looks();
    const cancel = new AbortController();
    const waiting = host.client.callTool(
      { name: 'execute_flow', arguments: execute('long') },
      { signal: cancel.signal },
    );
    await until(() => (looks() > before + 1 ? true : undefined));
    cancel.abort('the user has changed their mind');
    await expect(waiting).rejects.toThrow();
    await host.client.ping();
    // Two reads would have happened in this time.
    const after = looks();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(looks()).toBe(after);
    const { results } = await ok(host.client, 'list_executions', {
      namespace: NAMESPACE,
      flow_id: 'long',
      count: 1,
    });
    const [{ id, state } = { id: '', state: undefined }] = results as { id: string; state: unknown }[];
    expect(state).toMatchObject({ current: 'RUNNING' });
    await ok(host.client, 'manage_executions', { action: 'kill', execution_id: id });
  });

  it('lets other calls through meanwhile', async () => {
    const waiting = call(host.client, 'execute_flow', execute('short'));
    const first = await Promise.race([
      waiting.then(() => 'the wait'),
      ok(host.client, 'list_namespaces').then(() => 'the list'),
    ]);
    expect(first).toBe('the list');
    expect((await waiting).value).toMatchObject({ state: { current: 'SUCCESS' } });
  });
});

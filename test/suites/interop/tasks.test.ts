import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ModeName, type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { TASKS, TaskHost } from '../../support/host/task-host.js';
import { temporaryFolder } from '../../support/temporary.js';

const NAMESPACE = 'company.e2e';
const flow = (id: string, task: string) =>
  `id: ${id}\nnamespace: ${NAMESPACE}\ntasks:\n  - id: hello\n    type: io.kestra.plugin.core.log.Log\n    message: hello\n  - id: wait\n${task}\n`;
const sleeps = (duration: string) => `    type: io.kestra.plugin.core.flow.Sleep\n    duration: ${duration}`;
const FLOWS = [
  flow('short', sleeps('PT3S')),
  flow('long', sleeps('PT10M')),
  flow('fails', '    type: io.kestra.plugin.core.execution.Fail'),
  `${flow('hourly', sleeps('PT1S'))}triggers:\n  - id: every\n    type: io.kestra.plugin.core.trigger.Schedule\n    cron: "0 * * * *"\n`,
  flow('asks', '    type: io.kestra.plugin.core.flow.Pause'),
];
const execute = (flow_id: string, more: object = {}) => ({
  namespace: NAMESPACE,
  flow_id,
  wait: true,
  ...more,
});

/** Removes what differs each time. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, each) =>
      /^(id|originalId|labels|url|.*Date|date|duration|taskRunId)$/.test(key) ? undefined : each,
    ),
  );
}

describe.each<[ModeName]>([['oss-1.3'], ['oss-2.0']])('tasks on %s', (mode) => {
  let sandbox: Sandbox;
  let host: TaskHost;
  const home = temporaryFolder();
  const start = (more: Record<string, string> = {}) =>
    new TaskHost({ env: { KESTRA_BASE_URL: sandbox.baseUrl, HOME: home, ...more } });

  beforeAll(async () => {
    sandbox = await startSandbox({ mode });
    host = start();
    for (const yaml_definition of FLOWS) await host.call('create_flow_from_yaml', { yaml_definition });
  });

  afterAll(async () => {
    await host.ended();
    await sandbox.close();
  });

  const executions = () =>
    sandbox.requests.filter(({ method, path }) => method === 'GET' && /\/executions\/[^/]+$/.test(path))
      .length;
  const state = async (id: string) =>
    (await host.call('manage_executions', { action: 'get', execution_id: id })).structuredContent.state
      .current;

  it('are offered to clients that know them, and settle to what an ordinary call answers', async () => {
    const { result } = await host.ask('server/discover');
    expect(result.capabilities.extensions).toMatchObject({ [TASKS]: {} });
    const session = host.session();
    const execution = await session.callTool('execute_flow', execute('short'));
    expect(execution.kind).toBe('task');
    const { outcome, lastTask } = await execution.settle();
    expect(lastTask).toMatchObject({ status: 'completed', retentionMs: null });
    expect(outcome).toMatchObject({ status: 'completed', result: { resultType: 'complete' } });
    const waited = await host.call('execute_flow', execute('short'), false);
    const { result: answer } = outcome as { result: { structuredContent: object } };
    expect(plain(answer.structuredContent)).toEqual(plain(waited.structuredContent));
    expect(answer).toMatchObject({
      content: [{ type: 'text', text: JSON.stringify(answer.structuredContent) }],
    });
    await session.close();
  });

  it('outlive a kill -9 of the host, with one request to Kestra for a look', async () => {
    const first = start();
    const begun = await first.call('execute_flow', execute('long'));
    expect(begun).toMatchObject({
      resultType: 'task',
      status: 'working',
      ttlMs: null,
      pollIntervalMs: 1_000,
    });
    expect(begun).not.toHaveProperty('content');
    await first.killed();
    const second = start();
    const { taskId } = begun;
    const before = executions();
    const { result } = await second.ask('tasks/get', { taskId });
    expect(executions()).toBe(before + 1);
    expect(result).toMatchObject({
      resultType: 'complete',
      taskId,
      createdAt: begun.createdAt,
      status: 'working',
    });
    expect(result.statusMessage).toMatch(/^(CREATED|RUNNING)/);
    const id = executionIn(taskId);
    await second.call('manage_executions', { action: 'kill', execution_id: id });
    expect(await second.settled(taskId)).toMatchObject({
      status: 'completed',
      result: { structuredContent: { id, state: { current: 'KILLED' }, flowId: 'long' } },
    });
    await second.ended();
  });

  it('end where an execution pauses, and say how it goes on; resuming it is a task, too', async () => {
    const { taskId } = await host.call('execute_flow', execute('asks'));
    const { result } = await host.settled(taskId);
    const { id } = result.structuredContent;
    expect(result.structuredContent).toMatchObject({
      state: { current: 'PAUSED' },
      next: expect.stringContaining('resume_execution'),
    });
    const resuming = await host.call('resume_execution', { execution_ids: [id], wait: true });
    expect(resuming.resultType).toBe('task');
    const resumed = await host.settled(resuming.taskId);
    expect(resumed.result.structuredContent).toMatchObject({
      resumed: [id],
      execution: { state: { current: 'SUCCESS' } },
    });
  });

  it('are what is replayed, restarted and backfilled, too', async () => {
    const { structuredContent: failed } = await host.call('execute_flow', execute('fails'), false);
    expect(failed.state.current).toBe('FAILED');
    const ended = async (name: string, args: object) => {
      const { resultType, taskId } = await host.call(name, args);
      expect([name, resultType]).toEqual([name, 'task']);
      return (await host.settled(taskId)).result.structuredContent;
    };
    const replayed = await ended('replay_execution', { ids: [failed.id], wait: true });
    expect(replayed).toMatchObject({ results: [{ originalId: failed.id, state: { current: 'FAILED' } }] });
    const restarted = await ended('restart_execution', { execution_id: failed.id, wait: true });
    expect(restarted).toMatchObject({ id: failed.id, state: { current: 'FAILED' } });
    const range = { start: '2026-01-01T00:00:00Z', end: '2026-01-01T03:00:00Z' };
    const of = { namespace: NAMESPACE, flow_id: 'hourly' };
    const filled = await ended('backfill_executions', { ...of, ...range, wait: true });
    expect(filled).toMatchObject({
      triggerId: 'every',
      next: expect.stringContaining('All executions have started'),
    });
    const made = await host.call('list_executions', { ...of, count: 10 });
    expect(made.structuredContent.results.length).toBeGreaterThan(2);
  });

  it('are cancelled without an end to the execution', async () => {
    const { taskId } = await host.call('execute_flow', execute('long'));
    const id = executionIn(taskId);
    const { result } = await host.ask('tasks/cancel', { taskId });
    expect(result).toMatchObject({ resultType: 'complete', message: expect.stringContaining('action kill') });
    expect((await host.ask('tasks/get', { taskId })).result).toMatchObject({
      status: 'cancelled',
      statusMessage: result.message,
    });
    expect(await state(id)).toBe('RUNNING');
    await host.call('manage_executions', { action: 'kill', execution_id: id });
  });

  it('are as long as a timeout that was given', async () => {
    const { taskId } = await host.call('execute_flow', execute('long', { timeout: 1 }));
    const { result } = await host.settled(taskId);
    expect(result.structuredContent).toMatchObject({
      state: { current: 'RUNNING' },
      next: expect.stringContaining('has not ended after 1 s'),
    });
    const { id } = result.structuredContent;
    // Following its log is a separate task.
    const following = await host.call('follow_execution_logs', { execution_id: id });
    expect(following.resultType).toBe('task');
    await host.call('manage_executions', { action: 'kill', execution_id: id });
    const followed = await host.settled(following.taskId);
    expect(followed.result.structuredContent).toMatchObject({
      state: 'KILLED',
      results: [{ message: 'hello' }, { taskId: 'wait' }],
    });
    const again = await host.call('follow_execution_logs', { execution_id: id });
    // The execution has ended, so the result comes immediately.
    expect(again.structuredContent).toEqual(followed.result.structuredContent);
  });
});

/** The execution that a task waits for, read from its id. */
function executionIn(taskId: string): string {
  const [, , { execution_id }] = JSON.parse(Buffer.from(taskId.split('.')[0] ?? '', 'base64url').toString());
  return execution_id;
}

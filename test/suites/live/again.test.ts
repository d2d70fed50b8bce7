import { beforeAll, expect, it } from '@jest/globals';
import { FAILING, HELLO } from './bodies.js';
import { describeLive, type Live, rows } from './target.js';

const UNKNOWN = '0000000000000000000000';
const OTHER = 'other';

/** Makes two flows fail, one after the other. "The latest" must never mean that of the other flow. */
async function failBoth(live: Live): Promise<string> {
  const { id } = await live.run('failing');
  await live.run(OTHER);
  return String(id);
}

describeLive('running again', (live) => {
  beforeAll(() => live.flows({ hello: HELLO, failing: FAILING, [OTHER]: FAILING }));

  const flow = (flow_id: string) => ({ namespace: live.namespace, flow_id });

  it('restart_execution goes on with the latest failed execution of the flow', async () => {
    const id = await failBoth(live);
    const restarted = await live.ok('restart_execution', flow('failing'));
    expect(restarted).toMatchObject({ id, flowId: 'failing', namespace: live.namespace });
    await live.untilState(id, 'FAILED');
  });

  it('restart_execution goes on with the one that is named, if it is of that flow', async () => {
    const { id } = await live.run('failing');
    expect(await live.ok('restart_execution', { ...flow('failing'), execution_id: id })).toMatchObject({
      id,
    });
    await live.untilState(id, 'FAILED');
    const text = await live.failed('restart_execution', { ...flow(OTHER), execution_id: id });
    expect(text).toContain(`belongs to ${live.namespace}.failing, not to ${live.namespace}.${OTHER}`);
  });

  it('restart_execution needs no more than the id', async () => {
    const { id } = await live.run('failing');
    expect(await live.ok('restart_execution', { execution_id: id })).toMatchObject({ id });
    await live.untilState(id, 'FAILED');
    expect(await live.failed('restart_execution', { execution_id: id, revision: 99 })).toContain(
      'Flow "failing" has no revision 99, only 1.',
    );
    expect(await live.failed('restart_execution', { flow_id: 'failing' })).toContain('Give "execution_id"');
  });

  it('restart_execution refuses when nothing failed, and what is not there', async () => {
    const { id } = await live.run('hello');
    expect(await live.failed('restart_execution', flow('hello'))).toContain('No failed executions found for');
    expect(await live.failed('restart_execution', flow('helo'))).toContain('Did you mean "hello"?');
    expect(await live.failed('restart_execution', { ...flow('hello'), execution_id: id })).toMatch(
      /4(09|22)/,
    );
    expect(await live.failed('restart_execution', { ...flow('hello'), execution_id: UNKNOWN })).toContain(
      '404',
    );
  });

  it('change_taskrun_state lets an execution go on after its failed task', async () => {
    const { id } = await live.run('failing');
    expect(await live.ok('change_taskrun_state', { execution_id: id })).toMatchObject({ id });
    const { taskRunList } = await live.untilState(id, 'SUCCESS', 'WARNING');
    expect(taskRunList).toContainEqual(
      expect.objectContaining({ taskId: 'boom', state: expect.objectContaining({ current: 'SUCCESS' }) }),
    );
  });

  it('change_taskrun_state refuses where nothing failed, and an unknown task run', async () => {
    const { id } = await live.run('hello');
    expect(await live.failed('change_taskrun_state', { execution_id: id })).toContain(
      'has no failed task run',
    );
    expect(await live.failed('change_taskrun_state', { execution_id: id, task_run_id: 'nope' })).toMatch(
      /4(04|09|22)/,
    );
    expect(await live.failed('change_taskrun_state', { execution_id: id, state: 'FINE' })).toContain(
      'Allowed: SUCCESS',
    );
  });

  it('replay_execution makes a new execution of the latest of the flow', async () => {
    const { id } = await live.run('hello');
    await live.run(OTHER);
    const replayed = await live.ok('replay_execution', flow('hello'));
    expect(replayed).toMatchObject({ count: 1, result: { count: 1 } });
    expect(replayed.message).toBe(
      `Replayed execution ${id} for flow 'hello' in namespace '${live.namespace}'.`,
    );
    const [made] = rows(replayed);
    expect(made).toMatchObject({ originalId: id, flowId: 'hello' });
    expect(made?.id).not.toBe(id);
    await live.untilState(made?.id, 'SUCCESS');
  });

  it('replay_execution takes several, and the latest revision', async () => {
    const ids = [(await live.run('hello')).id, (await live.run('hello')).id];
    expect(await live.ok('replay_execution', { ids })).toMatchObject({ count: 2 });
    const [id] = ids;
    await live.ok('create_flow_from_yaml', {
      yaml_definition: `id: hello\nnamespace: ${live.namespace}\ndescription: newer${HELLO}`,
    });
    const [made] = rows(await live.ok('replay_execution', { ids: [id], latest_revision: true }));
    const { flowRevision } = await live.untilState(made?.id, 'SUCCESS');
    expect(flowRevision).toBeGreaterThan(1);
  });

  it('replay_execution refuses what it cannot know', async () => {
    expect(await live.failed('replay_execution', { ids: [UNKNOWN] })).toContain('404');
    expect(await live.failed('replay_execution', { ids: [UNKNOWN, UNKNOWN] })).toMatch(/400|404/);
    expect(await live.failed('replay_execution', { flow_id: 'hello' })).toContain(
      'both "namespace" and "flow_id"',
    );
    await live.flows({ 'never-run': HELLO });
    expect(await live.failed('replay_execution', flow('never-run'))).toContain('No executions found for');
    expect(await live.failed('replay_execution', flow('never-rum'))).toContain('never-run');
  });
});

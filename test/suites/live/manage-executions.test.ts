import { beforeAll, expect, it } from '@jest/globals';
import { until } from '../../support/until.js';
import { HELLO, PAUSING, SLEEPING, subflow } from './bodies.js';
import { describeLive, rows, stateOf } from './target.js';

const UNKNOWN = '0000000000000000000000';

describeLive('manage_executions', (live) => {
  const refused = (action: string, execution_id: unknown, more: object = {}) =>
    live.failed('manage_executions', { action, execution_id, ...more });

  beforeAll(async () => {
    await live.flows({
      hello: `labels:\n  team: data\n${HELLO}`,
      sleeping: SLEEPING,
      pausing: PAUSING,
      calling: subflow(live.namespace, 'sleeping'),
    });
  });

  async function running(flow_id = 'sleeping'): Promise<string> {
    const id = await live.launch(flow_id);
    await live.untilState(id, 'RUNNING');
    return id;
  }

  it('get gives the execution with its task runs', async () => {
    const { id } = await live.run('hello');
    const execution = await live.manage('get', id);
    expect(execution).toMatchObject({ id, flowId: 'hello', state: { current: 'SUCCESS' } });
    expect(execution.taskRunList).toMatchObject([{ taskId: 'hello', state: { current: 'SUCCESS' } }]);
    expect(JSON.stringify(execution)).not.toContain('_links');
    expect(execution).not.toHaveProperty('deleted');
    const [run] = execution.taskRunList as { namespace?: unknown; executionId?: unknown }[];
    expect([run?.namespace, run?.executionId]).toEqual([undefined, undefined]);
  });

  it('get gives one value by its path', async () => {
    const { id } = await live.run('hello');
    expect(await live.manage('get', id, { path: 'state.current' })).toEqual({
      ...{ executionId: id, path: 'state.current', value: 'SUCCESS' },
    });
    expect(await refused('get', id, { path: 'nowhere' })).toContain('The path "nowhere" does not exist.');
  });

  it('get passes over task runs', async () => {
    const { id } = await live.run('hello');
    expect(await live.manage('get', id, { offset: 1 })).toMatchObject({
      ...{ taskRuns: { total: 1, states: { SUCCESS: 1 } }, taskRunList: [] },
    });
  });

  it('kill asks for the end of a running one, and leaves an ended one', async () => {
    const id = await running();
    expect(await live.manage('kill', id)).toMatchObject({ executionId: id, status: 'kill_requested' });
    await live.untilState(id, 'KILLED');
    expect(await live.manage('kill', id)).toMatchObject({ executionId: id, status: 'already_finished' });
    const { id: ended } = await live.run('hello');
    expect(await live.manage('kill', ended)).toMatchObject({ status: 'already_finished' });
  });

  it('kill says that there is none', async () => {
    expect(await live.manage('kill', UNKNOWN)).toEqual({ executionId: UNKNOWN, status: 'not_found' });
  });

  it('kill ends the subflows too', async () => {
    const id = await running('calling');
    const child = async () => {
      const list = await live.ok('list_executions', { namespace: live.namespace, flow_id: 'sleeping' });
      return rows(list).find((each) => stateOf(each) === 'RUNNING');
    };
    const started = await until(child);
    await live.manage('kill', id);
    await live.untilState(id, 'KILLED');
    await live.untilState(started.id, 'KILLED');
  });

  it('kill ends a paused one', async () => {
    const { id } = await live.run('pausing');
    expect(await live.manage('kill', id)).toMatchObject({ status: 'kill_requested' });
    await live.untilState(id, 'KILLED');
  });

  it('pause halts a running one', async () => {
    const id = await running();
    expect(await live.manage('pause', id)).toMatchObject({ executionId: id, status: 'paused' });
    await live.untilState(id, 'PAUSED');
    await live.manage('kill', id);
  });

  it('pause refuses one that has ended', async () => {
    const { id } = await live.run('hello');
    expect(await refused('pause', id)).toMatch(/40[09]|422/);
  });

  it('delete forgets it', async () => {
    const { id } = await live.run('hello');
    expect(await live.manage('delete', id)).toEqual({ executionId: id, status: 'deleted' });
    expect(await refused('get', id)).toContain('404');
    expect(await refused('delete', id)).toContain('404');
  });

  it.each(['get', 'pause', 'delete'])('%s of one that does not exist is an error', async (action) => {
    expect(await refused(action, UNKNOWN)).toContain('404');
  });

  it('change_status sets the state of an ended one', async () => {
    const { id } = await live.run('hello');
    const changed = await live.manage('change_status', id, { status: 'WARNING' });
    expect(changed).toMatchObject({ id, state: { current: 'WARNING' } });
    await live.untilState(id, 'WARNING');
  });

  it('change_status refuses one that runs, and one that does not exist', async () => {
    const id = await running();
    expect(await refused('change_status', id, { status: 'SUCCESS' })).toMatch(/40[09]|422/);
    await live.manage('kill', id);
    expect(await refused('change_status', UNKNOWN, { status: 'SUCCESS' })).toContain('404');
  });
});

describeLive('add_execution_labels', (live) => {
  beforeAll(() => live.flows({ hello: `labels:\n  team: data\n${HELLO}`, sleeping: SLEEPING }));

  const label = (execution_id: unknown, labels: object) => ({ execution_id, labels });

  it('adds labels, changes those of the same key, and keeps the others', async () => {
    const { id } = await live.run('hello', { labels: { env: 'dev', keep: 'me' } });
    await live.ok('add_execution_labels', label(id, { env: 'prod', size: 3, hot: true }));
    const { labels } = await live.manage('get', id);
    const mine = (labels as { key: string; value: string }[]).filter(({ key }) => !key.startsWith('system.'));
    expect(Object.fromEntries(mine.map(({ key, value }) => [key, value]))).toEqual({
      team: 'data',
      env: 'prod',
      keep: 'me',
      size: '3',
      hot: 'true',
    });
    expect(mine).toHaveLength(5);
  });

  it('refuses an execution that still runs', async () => {
    const id = await live.launch('sleeping');
    await live.untilState(id, 'RUNNING');
    expect(await live.failed('add_execution_labels', label(id, { a: 'b' }))).toContain('RUNNING');
    await live.manage('kill', id);
  });

  it("refuses Kestra's own labels, and an execution that does not exist", async () => {
    const { id } = await live.run('hello');
    expect(await live.failed('add_execution_labels', label(id, { 'system.x': '1' }))).toContain('system.x');
    expect(await live.failed('add_execution_labels', label(UNKNOWN, { a: 'b' }))).toContain('404');
  });
});

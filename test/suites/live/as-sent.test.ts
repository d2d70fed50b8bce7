import { beforeAll, expect, it } from '@jest/globals';
import type { Json } from '../../support/host/host.js';
import { HELLO } from './bodies.js';
import { describeLive, rows } from './target.js';

/** Every argument filled in, as clients do that cannot leave out arguments. */
const blank = (...names: string[]): Json => Object.fromEntries(names.map((name) => [name, '']));

describeLive('arguments as clients and models send them', (live) => {
  let id = '';
  const page = () => `http://localhost:8080/ui/main/executions/${live.namespace}/hello/${id}`;
  const here = (more: Json = {}): Json => ({ namespace: live.namespace, ...more });

  beforeAll(async () => {
    await live.flows({ hello: HELLO });
    id = String((await live.run('hello')).id);
    await live.untilState(await live.launch('hello'), 'SUCCESS');
  });

  it('numbers and booleans as text', async () => {
    expect(rows(await live.ok('list_executions', here({ count: '2' })))).toHaveLength(2);
    expect(
      await live.ok('execute_flow', here({ flow_id: 'hello', wait: 'true', timeout: '60' })),
    ).toMatchObject({ state: { current: 'SUCCESS' } });
    const more = { page_size: '50', with_flows_only: 'True' };
    expect(rows(await live.ok('list_namespaces', { query: live.namespace, ...more }))).toContain(
      live.namespace,
    );
    await live.failed('list_executions', here({ count: '2px' }));
    await live.failed('execute_flow', here({ flow_id: 'hello', wait: 'yes please' }));
  });

  it('objects and lists as JSON, a lone value for a list', async () => {
    const given = { flow_id: 'hello', wait: true, inputs: '{}', labels: '{"from":"text"}' };
    const { id: labelled } = await live.ok('execute_flow', here(given));
    const labels = [{ key: 'from', value: 'text' }];
    expect(await live.manage('get', labelled)).toMatchObject({ labels: expect.arrayContaining(labels) });
    expect(await live.ok('replay_execution', { ids: id })).toMatchObject({ count: 1 });
    expect(await live.ok('replay_execution', { ids: `["${id}"]` })).toMatchObject({ count: 1 });
    expect(rows(await live.ok('list_executions', here({ state: '["FAILED"]' })))).toEqual([]);
  });

  it('blanks for all that is left out', async () => {
    const dates = blank('start_date', 'end_date');
    await live.ok(
      'search_logs',
      here({ ...blank('query', 'flow_id', 'min_level'), ...dates, page: 0, size: 0 }),
    );
    const listed = { flow_id: 'hello', state: '', labels: '', count: 0, time_range: '', ...dates };
    const found = await live.ok('list_executions', here({ ...listed, page_size: 0 }));
    expect(rows(found).length).toBeGreaterThanOrEqual(2);
    const kv = blank('key', 'value', 'type', 'ttl', 'description');
    expect(await live.ok('manage_kv_store', here({ action: 'list', ...kv }))).toEqual({ results: [] });
    const file = { ...blank('path', 'file_content', 'encoding', 'to_path'), offset: 0 };
    await live.ok('namespace_file_action', here({ action: 'search', q: 'a', ...file }));
    await live.ok('list_flows_with_triggers', here(blank('enabled_only', 'disabled_only')));
    const run = { flow_id: 'hello', ...blank('revision', 'wait', 'inputs', 'labels', 'schedule_date') };
    await live.ok('execute_flow', here({ ...run, timeout: 0 }));
    const only = blank('min_level', 'task_run_id', 'task_id', 'attempt');
    await live.ok('get_execution_logs', { execution_id: id, ...only });
    await live.ok('follow_execution_logs', { execution_id: id, min_level: '', timeout: 0 });
    await live.manage('get', id, blank('status', 'cascade', 'task_run_id'));
  });

  it('levels and actions in another case', async () => {
    await live.ok('get_execution_logs', { execution_id: id, min_level: 'info' });
    await live.ok('search_logs', here({ min_level: 'Warning' }));
    expect(await live.manage('GET', id)).toMatchObject({ id });
  });

  it('blanks around an id, and its page in the UI', async () => {
    expect(await live.manage('get', ` ${id}\n`)).toMatchObject({ id });
    expect(await live.manage('get', `${page()}/logs`)).toMatchObject({ id });
    const flow = `http://localhost:8080/ui/main/flows/edit/${live.namespace}/hello/edit`;
    expect(await live.ok('manage_flow', { action: 'get_yaml', flow_id: flow })).toMatchObject({
      result: expect.stringContaining('id: hello'),
    });
    await live.failed('manage_flow', { action: 'get_yaml', flow_id: flow, namespace: 'other.place' });
  });

  it("a sister's name for an argument", async () => {
    expect(await live.ok('manage_executions', { action: 'get', executionId: id })).toMatchObject({ id });
    expect(await live.ok('replay_execution', { execution_ids: [id] })).toMatchObject({ count: 1 });
    expect(rows(await live.ok('list_executions', here({ end: '2020-01-01', flowId: 'hello' })))).toEqual([]);
    expect(rows(await live.ok('search_flows', { q: live.namespace }))).toMatchObject([{ id: 'hello' }]);
    const text = await live.failed('manage_executions', { action: 'kill', ids: id });
    expect(text).toContain('Did you mean "execution_id"?');
  });

  it('nothing in free text', async () => {
    const text = ' {"wait": "true"} \n';
    const file = { path: '/as-sent.txt', file_content: text };
    await live.ok('namespace_file_action', here({ action: 'create', ...file }));
    expect(await live.ok('namespace_file_action', here({ path: file.path }))).toMatchObject({
      content: text,
    });
    await live.ok('manage_kv_store', here({ action: 'set', key: 'as-sent', value: ' padded ' }));
    expect(await live.ok('manage_kv_store', here({ action: 'get', key: 'as-sent' }))).toMatchObject({
      value: ' padded ',
    });
  });

  it('nothing that widens what is destroyed', async () => {
    const logs = (more: Json) => live.failed('delete_execution_logs', { execution_id: id, ...more });
    expect(await logs({ task_id: '' })).toContain('"task_id"');
    expect(await logs({ min_level: '' })).toContain('"min_level"');
    expect(await logs({ attempt: '' })).toContain('"attempt"');
    await live.failed('delete_flow_logs', here({ flow_id: 'hello', trigger_id: '' }));
    await live.failed('manage_executions', { action: 'kill', execution_id: id, cascade: '' });
    expect(rows(await live.ok('get_execution_logs', { execution_id: id })).length).toBeGreaterThan(0);
    await live.manage('delete', id, blank('status', 'cascade', 'task_run_id'));
    await live.failed('manage_executions', { action: 'get', execution_id: id });
  });
});

import { beforeAll, expect, it } from '@jest/globals';
import type { Json } from '../../support/host/host.js';
import { until } from '../../support/until.js';
import { FAILING, HELLO } from './bodies.js';
import { describeLive, rows } from './target.js';

const LABELLED = `labels:\n  team: data\n${FAILING}`;

describeLive('what failed last night', (live) => {
  const list = (more: Json = {}) => live.ok('list_executions', more);
  const ids = async (more: Json) => rows(await list(more)).map(({ id }) => String(id));
  let failed = '';
  let succeeded = '';
  let below = '';

  beforeAll(async () => {
    await live.flows({ failing: LABELLED, hello: HELLO });
    await live.flows({ failing: FAILING }, `${live.namespace}.child`);
    failed = String((await live.run('failing', { labels: { run: `a,b ${live.namespace}` } })).id);
    succeeded = String((await live.run('hello')).id);
    const child = { namespace: `${live.namespace}.child`, flow_id: 'failing', wait: true };
    below = String((await live.ok('execute_flow', child)).id);
    await until(async () => ((await ids({ namespace: live.namespace })).length >= 3 ? true : undefined));
  });

  it('one state, or several, in any namespace', async () => {
    const inNamespace = { namespace: live.namespace };
    expect((await ids({ ...inNamespace, state: 'FAILED' })).sort()).toEqual([failed, below].sort());
    expect(await ids({ ...inNamespace, state: ['SUCCESS'] })).toEqual([succeeded]);
    expect(await ids({ ...inNamespace, state: ['FAILED', 'SUCCESS'] })).toHaveLength(3);
    expect(await ids({ ...inNamespace, state: ['KILLED'] })).toEqual([]);
    expect(await ids({ state: 'FAILED', time_range: 'PT1H' })).toEqual(
      expect.arrayContaining([failed, below]),
    );
  });

  it('labels, as a map or a list', async () => {
    const inNamespace = { namespace: live.namespace };
    expect(await ids({ ...inNamespace, labels: { team: 'data' } })).toEqual([failed]);
    expect(await ids({ ...inNamespace, labels: ['team:data'], state: 'FAILED' })).toEqual([failed]);
    expect(await ids({ ...inNamespace, labels: { team: 'ops' } })).toEqual([]);
  });

  it('a flow that is not there is an error with the nearest', async () => {
    const text = await live.failed('list_executions', { namespace: live.namespace, flow_id: 'failng' });
    expect(text).toContain('failing');
    expect(await live.failed('list_executions', { flow_id: 'failing' })).toContain('namespace');
  });

  it('a flow below the namespace is there, though it never ran, or not so', async () => {
    const child = `${live.namespace}.child`;
    await live.flows({ idle: HELLO }, child);
    const above = { namespace: live.namespace, flow_id: 'idle' };
    expect(await ids(above)).toEqual([]);
    expect(await ids({ ...above, state: 'FAILED' })).toEqual([]);
    expect(rows(await live.ok('search_logs', above))).toEqual([]);
    expect(await live.failed('search_logs', { ...above, flow_id: 'idel' })).toContain('idle');
  });

  it('an end date alone means from the beginning on', async () => {
    const old = '2020-01-01T00:00:00Z';
    expect(await ids({ namespace: live.namespace, end_date: old })).toEqual([]);
    const soon = new Date(Date.now() + 60_000).toISOString();
    expect(await ids({ namespace: live.namespace, end_date: soon })).toHaveLength(3);
    const logs = { namespace: live.namespace, end_date: old };
    expect(rows(await live.ok('search_logs', logs))).toEqual([]);
  });

  it('dates as people write them', async () => {
    const today = new Date().toISOString().slice(0, 10);
    expect(await ids({ namespace: live.namespace, start_date: '2026-01-01' })).toHaveLength(3);
    expect(await ids({ namespace: live.namespace, start_date: '2026-01-01 08:30' })).toHaveLength(3);
    expect(await ids({ namespace: live.namespace, end_date: today })).toHaveLength(3);
    await live.failed('list_executions', { namespace: live.namespace, start_date: '2026-02-30' });
  });

  it('a range in months says what to write instead', async () => {
    const args = { namespace: live.namespace, time_range: 'P2M' };
    expect(await live.failed('list_executions', args)).toMatch(/month/i);
  });

  it('a namespace whose flows are all below it says so', async () => {
    const above = live.namespace.slice(0, live.namespace.lastIndexOf('.'));
    const answer = await live.ok('list_flows_in_namespace', { namespace: above });
    if (rows(answer).length === 0) expect(JSON.stringify(answer)).toContain(live.namespace);
    const triggered = await live.ok('list_flows_with_triggers', { namespace: above });
    if (rows(answer).length === 0) expect(String(triggered.next)).toContain(live.namespace);
  });

  it('search_flows stays in a namespace', async () => {
    const everywhere = rows(await live.ok('search_flows', { query: 'broken on purpose', size: 100 }));
    expect(everywhere.length).toBeGreaterThanOrEqual(2);
    const child = `${live.namespace}.child`;
    const there = rows(await live.ok('search_flows', { query: 'broken on purpose', namespace: child }));
    expect(there).toMatchObject([{ id: 'failing', namespace: child }]);
  });

  it('a restart needs the execution alone', async () => {
    const { id } = await live.ok('restart_execution', { execution_id: failed });
    expect(id).toBe(failed);
    await live.untilState(failed, 'FAILED');
  });
});

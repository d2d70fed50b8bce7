import { randomBytes } from 'node:crypto';
import { beforeAll, expect, it } from '@jest/globals';
import type { Json } from '../../support/host/host.js';
import { HELLO, schedule } from './bodies.js';
import { describeLive, rows } from './target.js';

/** A word that no other flow of the instance contains. */
const WORD = `marker${randomBytes(6).toString('hex')}`;

describeLive('finding flows', (live) => {
  beforeAll(async () => {
    await live.flows({
      report: `description: ${WORD}\n${HELLO}`,
      report_daily: `description: ${WORD}\n${HELLO}`,
      report_daily_eu: HELLO,
      invoices: HELLO,
      timed: schedule('yearly'),
      halted: schedule('paused', true),
    });
    await live.flows({ nested: schedule('yearly') }, `${live.namespace}.child`);
  });

  const find = (query: string) => live.ok('find_flow', { query, namespace: live.namespace });

  it('search_flows looks into the YAML', async () => {
    const found = await live.ok('search_flows', { query: WORD });
    expect(found.total).toBe(2);
    expect(rows(found).map(({ id }) => id)).toEqual(expect.arrayContaining(['report', 'report_daily']));
    expect(rows(found)[0]).toMatchObject({ namespace: live.namespace, fragments: expect.any(Array) });
  });

  it('search_flows goes by page and size', async () => {
    const pages = await Promise.all(
      [1, 2, 3].map((page) => live.ok('search_flows', { query: WORD, size: 1, page })),
    );
    expect(pages.map((page) => rows(page).length)).toEqual([1, 1, 0]);
    expect(pages[0]?.total).toBe(2);
    const ids = pages.flatMap(rows).map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set(['report', 'report_daily']));
  });

  it('search_flows stays in a namespace, with its children', async () => {
    const { namespace } = live;
    const search = async (within: string) =>
      rows(await live.ok('search_flows', { query: WORD, namespace: within })).map(({ id }) => id);
    expect((await search(namespace)).sort()).toEqual(['report', 'report_daily']);
    expect(await search(`${namespace}.child`)).toEqual([]);
  });

  it('search_flows finds nothing for a word that nobody wrote', async () => {
    expect(rows(await live.ok('search_flows', { query: `no${WORD}` }))).toEqual([]);
  });

  it('find_flow takes the exact name before longer ones', async () => {
    const found = await find('report');
    expect(found).toMatchObject({ found: true, match: { namespace: live.namespace, flow_id: 'report' } });
    expect((found.matches as object[])[0]).toMatchObject({ flow_id: 'report' });
    expect(await find('report_daily')).toMatchObject({ match: { flow_id: 'report_daily' } });
  });

  it.each([
    ['a typo', 'invioces', 'invoices'],
    ['two typos', 'raport_dialy_eu', 'report_daily_eu'],
    ['words and capitals', 'Report Daily EU', 'report_daily_eu'],
  ])('find_flow understands %s', async (_, query, flow_id) => {
    expect(await find(query)).toMatchObject({ found: true, match: { namespace: live.namespace, flow_id } });
  });

  it('find_flow offers a choice when several may be meant', async () => {
    const found = await find('daily');
    expect(found.found).toBe(true);
    const ids = (found.matches as { flow_id: string }[]).map(({ flow_id }) => flow_id);
    expect(ids).toEqual(expect.arrayContaining(['report_daily', 'report_daily_eu']));
  });

  it('find_flow finds nothing like nonsense', async () => {
    expect(await find('zzqqxxyyww')).toEqual({ found: false, message: expect.any(String), matches: [] });
  });

  it('find_flow looks everywhere, and in children of the namespace', async () => {
    expect(await find('nested')).toMatchObject({ match: { namespace: `${live.namespace}.child` } });
    const query = `${live.namespace}.invoices`;
    expect(await live.ok('find_flow', { query })).toMatchObject({ match: { flow_id: 'invoices' } });
  });

  it('list_flows_with_triggers gives flows with their triggers, on and off', async () => {
    const list = async (more: object) => {
      const flows = rows(await live.ok('list_flows_with_triggers', { namespace: live.namespace, ...more }));
      return flows
        .filter(({ namespace }) => namespace === live.namespace)
        .map(({ id }) => id)
        .sort();
    };
    expect(await list({})).toEqual(['halted', 'timed']);
    expect(await list({ enabled_only: true })).toEqual(['timed']);
    expect(await list({ disabled_only: true })).toEqual(['halted']);
    const [first] = rows(
      await live.ok('list_flows_with_triggers', { namespace: live.namespace, enabled_only: true }),
    );
    expect(first?.triggers).toMatchObject([
      { id: 'yearly', type: 'io.kestra.plugin.core.trigger.Schedule', cron: '0 0 1 1 *' },
    ]);
  });

  it('list_flows_with_triggers gives those of all namespaces', async () => {
    const flows: Json[] = [];
    for (let total = 1; flows.length < total; ) {
      const found = await live.ok('list_flows_with_triggers', { namespace: '', offset: flows.length });
      flows.push(...rows(found));
      total = Number(found.total);
    }
    const mine = flows.filter(({ namespace }) => String(namespace).startsWith(live.namespace));
    expect(mine.map(({ id }) => id).sort()).toEqual(['halted', 'nested', 'timed']);
  });
});

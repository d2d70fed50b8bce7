import { beforeAll, expect, it } from '@jest/globals';
import type { Json } from '../../support/host/host.js';
import { until } from '../../support/until.js';
import { HELLO } from './bodies.js';
import { describeLive, rows } from './target.js';

const HOUR = 3_600_000;

const at = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

describeLive('list_executions', (live) => {
  /** In the order of their start. */
  let ids: unknown[] = [];
  let other: unknown;
  let nested: unknown;

  const list = (more: Json = {}) => live.ok('list_executions', { namespace: live.namespace, ...more });
  const idsOf = async (more: Json = {}) => rows(await list(more)).map(({ id }) => id);

  beforeAll(async () => {
    const child = `${live.namespace}.child`;
    await live.flows({ hello: HELLO, other: HELLO });
    await live.flows({ nested: HELLO }, child);
    ids = [];
    for (const label of ['a', 'b', 'c']) ids.push((await live.run('hello', { labels: { run: label } })).id);
    other = (await live.run('other')).id;
    nested = (await live.ok('execute_flow', { namespace: child, flow_id: 'nested', wait: true })).id;
    // The search may lag behind.
    await until(async () => ((await idsOf()).length === 5 ? true : undefined));
  });

  it('gives the executions of a namespace and its children, newest first', async () => {
    const found = await list();
    expect(rows(found).map(({ id }) => id)).toEqual([nested, other, ...[...ids].reverse()]);
    expect(found).toMatchObject({ total: 5 });
    expect(found).not.toHaveProperty('next');
  });

  it('tells state, times and labels of each, and no more', async () => {
    const [first] = rows(await list({ flow_id: 'hello', count: 1 }));
    expect(first).toMatchObject({
      id: ids[2],
      namespace: live.namespace,
      flowId: 'hello',
      state: { current: 'SUCCESS', startDate: expect.any(String), endDate: expect.any(String) },
      labels: expect.arrayContaining([{ key: 'run', value: 'c' }]),
    });
    expect(first).not.toHaveProperty('taskRunList');
  });

  it('gives those of one flow', async () => {
    expect(await idsOf({ flow_id: 'hello' })).toEqual([...ids].reverse());
    expect(await idsOf({ flow_id: 'other' })).toEqual([other]);
    expect(await idsOf({ flow_id: 'nowhere' })).toEqual([]);
  });

  it.each([1, 2, 3, 100])('goes page by page, here of %s', async (page_size) => {
    expect(await idsOf({ page_size })).toHaveLength(5);
    expect(await idsOf({ page_size, count: 4 })).toEqual([nested, other, ids[2], ids[1]]);
  });

  it('stops at the count', async () => {
    const found = await list({ count: 2 });
    expect(rows(found)).toHaveLength(2);
    expect(found).toMatchObject({ total: 5 });
  });

  it('goes by time', async () => {
    expect(await idsOf({ time_range: 'PT1H' })).toHaveLength(5);
    expect(await idsOf({ time_range: 'P7D' })).toHaveLength(5);
    expect(await idsOf({ start_date: at(-HOUR) })).toHaveLength(5);
    expect(await idsOf({ start_date: at(HOUR) })).toEqual([]);
    expect(await idsOf({ end_date: at(HOUR) })).toHaveLength(5);
    expect(await idsOf({ end_date: at(-HOUR) })).toEqual([]);
    expect(await idsOf({ start_date: at(-HOUR), end_date: at(HOUR) })).toHaveLength(5);
  });

  it('takes what the Python server sends for "left out"', async () => {
    const blanks = { flow_id: '', count: null, time_range: '', start_date: '', end_date: '' };
    expect(await idsOf(blanks)).toHaveLength(5);
  });

  it('gives nothing for a namespace that does not exist', async () => {
    expect(await list({ namespace: `${live.namespace}.empty` })).toEqual({ results: [], total: 0 });
  });
});

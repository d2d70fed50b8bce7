import { beforeAll, expect, it } from '@jest/globals';
import type { Json } from '../../support/host/host.js';
import { until } from '../../support/until.js';
import { FAILING, HELLO } from './bodies.js';
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
    await live.flows({ hello: HELLO, other: HELLO, broken: FAILING });
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
    expect(await live.failed('list_executions', { namespace: live.namespace, flow_id: 'othr' })).toContain(
      'Did you mean "other"?',
    );
    expect(await live.failed('list_executions', { flow_id: 'other' })).toContain(
      'needs the argument "namespace"',
    );
  });

  it.each([1, 2, 3, 100])('goes page by page, here of %s', async (page_size) => {
    const seen: unknown[] = [];
    for (let page = 1; page <= Math.ceil(5 / page_size); page++) {
      const found = await list({ page_size, page });
      expect(found).toMatchObject({ total: 5 });
      expect(rows(found).length).toBe(Math.min(page_size, 5 - seen.length));
      seen.push(...rows(found).map(({ id }) => id));
      const next = `Repeat the call with page ${page + 1} and page_size ${page_size} for more (5 in total).`;
      if (seen.length < 5) expect(found).toMatchObject({ next });
      else expect(found).not.toHaveProperty('next');
    }
    expect(seen).toEqual([nested, other, ...[...ids].reverse()]);
    expect(await idsOf({ page_size, count: 4 })).toEqual([nested, other, ids[2], ids[1]]);
  });

  it('stops at the count', async () => {
    const found = await list({ count: 2 });
    expect(rows(found)).toHaveLength(2);
    expect(found).toMatchObject({ total: 5, next: expect.stringContaining('page 2 and page_size 2') });
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

  it('goes by days as people write them', async () => {
    const day = (milliseconds: number) => at(milliseconds).slice(0, 10);
    const [yesterday, today] = [day(-24 * HOUR), day(0)];
    expect(await idsOf({ start_date: yesterday, end_date: today })).toHaveLength(5);
    expect(await idsOf({ end_date: yesterday })).toEqual([]);
    expect(await idsOf({ end_date: today, time_range: 'P1W' })).toHaveLength(5);
    expect(await idsOf({ start_date: `${yesterday} 00:00` })).toHaveLength(5);
    expect(await idsOf({ end_date: '2001-01-31 08:00' })).toEqual([]);
  });

  it('goes by state and labels, in one namespace or in all', async () => {
    const failed = (await live.run('broken', { labels: { run: 'a', mark: live.namespace } })).id;
    await until(async () => ((await idsOf({ state: 'FAILED' })).length === 1 ? true : undefined));
    expect(await idsOf({ state: ['failed', 'KILLED'] })).toEqual([failed]);
    expect(await idsOf({ state: 'SUCCESS', labels: { run: 'a' } })).toEqual([ids[0]]);
    expect(await idsOf({ labels: ['run:a', `mark:${live.namespace}`] })).toEqual([failed]);
    expect(await idsOf({ labels: { run: 'nobody' } })).toEqual([]);
    expect(await idsOf({ state: 'PAUSED', flow_id: 'hello' })).toEqual([]);
    const everywhere = await live.ok('list_executions', {
      state: 'FAILED',
      labels: { mark: live.namespace },
    });
    expect(rows(everywhere).map(({ id }) => id)).toEqual([failed]);
    await live.manage('delete', failed);
  });

  it('takes what the Python server sends for "left out"', async () => {
    const blanks = { flow_id: '', count: null, time_range: '', start_date: '', end_date: '' };
    expect(await idsOf(blanks)).toHaveLength(5);
  });

  it('gives nothing for a namespace that does not exist', async () => {
    expect(await list({ namespace: `${live.namespace}.empty` })).toMatchObject({
      ...{ results: [], total: 0 },
      next: expect.stringContaining('There are no flows in namespace'),
    });
  });
});

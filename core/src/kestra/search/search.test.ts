import { describe, expect, it } from '@jest/globals';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';
import { Fence } from '../fence/fence.js';
import type { Paging } from '../types.js';
import { searchWithin } from './search.js';

const kestra = useKestra();

interface Row {
  id: string;
  namespace: string;
  state?: { startDate?: string };
}
type Where = Paging & { namespace: string | undefined };

const rows = (namespace: string, ...ids: string[]): Row[] => ids.map((id) => ({ id, namespace }));

/** A search over these rows by a server that applies the filter or ignores it. */
function over(all: readonly Row[], { heeds = true, sort = ['id:asc'] } = {}) {
  const asked: Where[] = [];
  const ask = async (where: Where) => {
    asked.push(where);
    const { namespace, page, size } = where;
    const found = all.filter((row) => !heeds || `${row.namespace}.`.startsWith(`${namespace}.`));
    return { results: found.slice((page - 1) * size, page * size), total: found.length };
  };
  const search = (namespaces: string[], where: Partial<Where> = {}) =>
    searchWithin<Row>(new Fence(namespaces), {
      ...{ namespace: undefined, page: 1, size: 3, sort, namespaceOf: (row: Row) => row.namespace, ask },
      ...where,
    });
  return { asked, search };
}
const ids = ({ results }: { results: Row[] }) => results.map(({ id }) => id).join('');

describe('a search with one namespace', () => {
  const { asked, search } = over([
    ...rows('company', 'a', 'c'),
    ...rows('company.team', 'b', 'd'),
    ...rows('x', 'e'),
  ]);

  it('is the same page of that namespace, with its total', async () => {
    expect(await search(['company'], { page: 2 })).toEqual({ results: rows('company.team', 'd'), total: 4 });
    expect(asked.splice(0)).toEqual([{ namespace: 'company', page: 2, size: 3 }]);
  });

  it('stays what it is when it is inside, and is narrowed when it is above', async () => {
    expect(await search(['company', 'x'], { namespace: 'company.team' })).toMatchObject({ total: 2 });
    expect(await search(['company.team', 'x'], { namespace: 'company' })).toMatchObject({ total: 2 });
    expect(asked.splice(0).map(({ namespace }) => namespace)).toEqual(['company.team', 'company.team']);
  });
});

describe('a search with several namespaces', () => {
  const all = [
    ...rows('a', '1', '4', '5', '8'),
    ...rows('b.c', '2', '3', '7'),
    ...rows('x', '0'),
    ...rows('d', '6'),
  ];

  it('is their rows in order, page by page, with the sum of their totals', async () => {
    const { asked, search } = over(all);
    const pages = [];
    for (const page of [1, 2, 3, 4]) pages.push(await search(['a', 'b', 'd'], { page }));
    expect(pages.map(ids)).toEqual(['123', '456', '78', '']);
    expect(pages.map(({ total }) => total)).toEqual([8, 8, 8, 8]);
    expect(asked.slice(0, 3)).toEqual(['a', 'b', 'd'].map((namespace) => ({ namespace, page: 1, size: 3 })));
    expect(asked.every(({ page }) => page === 1)).toBe(true);
  });

  it('loses no row and repeats none, whatever the order Kestra has', async () => {
    const { search } = over([...rows('a', '9', '1', '5', '3'), ...rows('b', '8', '2', '7')]);
    const pages = [];
    for (const page of [1, 2, 3]) pages.push(ids(await search(['a', 'b'], { page })));
    expect([...pages.join('')].sort().join('')).toBe('1235789');
  });

  it('is newest first where that is the order; one without a date is the oldest', async () => {
    const dated = (id: string, namespace: string, startDate?: string): Row => ({
      id,
      namespace,
      state: startDate === undefined ? {} : { startDate },
    });
    const { search } = over(
      [dated('1', 'a', '2026-03'), dated('4', 'a'), dated('2', 'b', '2026-02'), dated('3', 'b', '2026-01')],
      { sort: ['state.startDate:desc'] },
    );
    expect(ids(await search(['a', 'b'], { size: 9 }))).toBe('1234');
  });

  it('asks for more pages of each where one does not do', async () => {
    const many = Array.from({ length: 450 }, (_, index) => `${1000 + index}`);
    const { asked, search } = over([...rows('a', ...many), ...rows('b', '0')]);
    expect(await search(['a', 'b'], { page: 150 })).toMatchObject({
      results: rows('a', '1446', '1447', '1448'),
      total: 451,
    });
    expect(asked.filter(({ namespace }) => namespace === 'a')).toHaveLength(3);
  });

  it('does not go deeper than is sensible', async () => {
    const { asked, search } = over(all);
    await expect(search(['a', 'b'], { page: 3334 })).rejects.toMatchObject({
      code: 'KMCP_INPUT',
      hint: 'Name a namespace, or narrow the search.',
    });
    expect(asked).toEqual([]);
  });
});

describe('a server that ignores the filter', () => {
  const all = [...rows('a', '1', '2', '3'), ...rows('x', '4', '5', '6'), ...rows('b', '7')];

  it('gives no row outside, and no total that counts them', async () => {
    const { search } = over(all, { heeds: false });
    expect(await search(['a'], { size: 4 })).toEqual({ results: rows('a', '1', '2', '3') });
    expect(await search(['a'], { size: 3, page: 2 })).toEqual({ results: [] });
    expect(await search(['a'], { size: 3, page: 9 })).toEqual({ results: [] });
    const merged = await search(['a', 'b'], { size: 9 });
    expect(merged.results.every(({ namespace }) => namespace !== 'x')).toBe(true);
    expect(merged).not.toHaveProperty('total');
  });

  it('tells no cursor either, which is made of a row', async () => {
    kestra.answers({
      'GET /main/logs/search': {
        json: { results: [{ namespace: 'x', message: 'm' }], nextCursor: 'secret' },
      },
    });
    const { logs } = new KestraClient(kestra.settings('2.0'), { namespaces: ['a'] });
    expect(await logs.search({ page: 1, size: 9 })).toEqual({ results: [] });
  });
});

describe.each(['0.23', '0.24', '1.3', '2.0'])('on %s', (version) => {
  const client = (...namespaces: string[]) => new KestraClient(kestra.settings(version), { namespaces });
  const searches = (kestra: KestraClient, namespace?: string) => ({
    flows: kestra.flows.search({ q: 'q', namespace, page: 1, size: 9 }),
    source: kestra.flows.searchSource({ q: 'q', namespace, page: 1, size: 9 }),
    executions: kestra.executions.search({ namespace, page: 1, size: 9 }),
    logs: kestra.logs.search({ namespace, page: 1, size: 9 }),
    apps: kestra.apps.search({ namespace, page: 1, size: 9 }),
  });
  const answers = () => {
    const inside = { id: 'i', namespace: 'company.team' };
    const outside = { id: 'o', namespace: 'other' };
    const page = { json: { results: [inside, outside], total: 2 } };
    const sources = { json: { results: [{ model: inside }, { model: outside }], total: 2 } };
    kestra.answers({
      ...Object.fromEntries(
        ['flows', 'executions', 'logs', 'apps'].map((name) => [`GET /main/${name}/search`, page]),
      ),
      'GET /main/flows/source': sources,
    });
    return inside;
  };

  it('a search without a namespace is one of that which is allowed, in the grammar of the server', async () => {
    const inside = answers();
    const found = await Promise.all(Object.values(searches(client('company'))));
    expect(found.map(({ results }) => results[0] as object)).toEqual([
      inside,
      { model: inside },
      inside,
      inside,
      inside,
    ]);
    expect(found.every(({ results, total }) => results.length === 1 && total === undefined)).toBe(true);
    const narrowed = kestra.lines;
    answers();
    await Promise.all(Object.values(searches(new KestraClient(kestra.settings(version)), 'company')));
    expect([...kestra.lines].sort()).toEqual([...narrowed].sort());
  });

  it('a search outside is refused, and nothing is sent', async () => {
    const attempts = Object.values(searches(client('company', 'shared'), 'other'));
    for (const { status, reason } of (await Promise.allSettled(attempts)) as PromiseRejectedResult[]) {
      expect({ status, code: reason.code }).toEqual({ status: 'rejected', code: 'KMCP_OUTSIDE' });
      expect(reason.message).toMatch(/^GET \/main\/\w+\/\w+ was not sent: the namespace "other" is outside/);
    }
    expect(kestra.lines).toEqual([]);
  });

  it('the newest execution is that of an allowed flow', async () => {
    answers();
    await expect(client('company').executions.latest('other', 'o')).rejects.toMatchObject({
      code: 'KMCP_OUTSIDE',
    });
    expect(kestra.lines).toEqual([]);
  });
});

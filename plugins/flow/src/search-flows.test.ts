import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { type Asked, useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const call = (tool: string, given: Record<string, unknown>, version?: string) =>
  callPlugin(plugin, kestra, version)(tool, given);
const flow = { id: 'f', namespace: 'a', revision: 2 };

const pageIn = (line: string) => /page=(\d+)/.exec(line)?.[1];

describe('search_flows', () => {
  it('finds by source on 2.0, which names the flow and each line alone', async () => {
    kestra.answers({
      'GET /main/flows/source': recorded('search flows by source, case and regex', '2.0-oss'),
    });
    const snippet = `    message: "[mark]Hello[/mark] {{ inputs.who ?? 'you' }}"`;
    const found = (id: string, namespace = 'rec.demo') => ({ id, namespace, fragments: [snippet] });
    expect(await call('search_flows', { query: 'Hello', namespace: 'rec.demo' }, '2.0')).toEqual({
      results: [found('draft'), found('hello'), found('pause'), found('hello', 'rec.demo.other')],
      total: 4,
    });
    expect(kestra.lines).toEqual(['GET /main/flows/source?page=1&size=10&q=Hello&namespace=rec.demo']);
  });

  it('shows some places of a flow that is full of them, and says how many there are more', async () => {
    const matches = Array.from({ length: 8 }, (_, line) => ({
      line,
      column: 1,
      snippet: `[mark]x[/mark] ${line}`,
    }));
    const row = { namespace: 'a', id: 'f', editable: true, matches };
    kestra.answers({
      'GET /main/flows/source': { json: { results: [row, { ...row, matches: [] }], total: 2 } },
    });
    const { results } = await call('search_flows', { query: 'x' }, '2.0');
    const fragments = matches.slice(0, 5).map(({ snippet }) => snippet);
    expect(results).toEqual([
      { namespace: 'a', id: 'f', fragments, more_fragments: 3 },
      { namespace: 'a', id: 'f', fragments: [] },
    ]);
  });

  it.each(['1.3', '2.0'])('says of a namespace without flows that it has none, on %s', async (version) => {
    kestra.answers({
      'GET /main/flows/source': { json: { results: [], total: 0 } },
      'GET /main/flows/search': { json: { results: [], total: 0 } },
      'GET /main/flows/distinct-namespaces': { json: ['sales.eu'] },
    });
    const search = (namespace: string) => call('search_flows', { query: 'f', namespace }, version);
    const nothing = { results: [], total: 0 };
    const next = 'There are no flows in namespace "sale" or below it.';
    expect(await search('sale')).toEqual({ ...nothing, next: expect.stringContaining(next) });
    expect(await search('sales')).toEqual(nothing);
    expect(await search('sales.eu')).toEqual(nothing);
  });

  it.each([
    ['1.3', 0],
    ['2.0', 0],
    ['2.0', undefined],
  ])('goes on with flows that were found by name, on %s (%s by YAML)', async (version, total) => {
    kestra.answers({
      'GET /main/flows/source': { json: { results: [], total } },
      'GET /main/flows/search': ({ line }: Asked) => ({
        json: { results: [{ ...flow, id: `f${pageIn(line)}` }], total: 3 },
      }),
    });
    const ids: unknown[] = [];
    for (const page of [1, 2, 3]) {
      const { results, next } = await call('search_flows', { query: 'f', size: 1, page }, version);
      ids.push(...(results as { id: string }[]).map(({ id }) => id));
      if (page < 3) expect(next).toContain(`page ${page + 1} and size 1`);
      else expect(next).toBeUndefined();
    }
    expect(ids).toEqual(['f1', 'f2', 'f3']);
  });

  it('ends behind the last page of flows that were found by YAML', async () => {
    const row = { model: flow, fragments: [] };
    for (const total of [1, undefined]) {
      kestra.answers({
        'GET /main/flows/source': ({ line }: Asked) => ({
          json: { results: pageIn(line) === '1' ? [row] : [], total },
        }),
      });
      expect((await call('search_flows', { query: 'f', page: 2 }, '2.0')).results).toEqual([]);
    }
  });

  it.each(['0.23', '1.3', '2.0'])('stays in a namespace on %s, by name too', async (version) => {
    kestra.answers({
      'GET /main/flows/source': { json: { results: [], total: 0 } },
      'GET /main/flows/search': { json: { results: [flow], total: 1 } },
    });
    await call('search_flows', { query: 'f', namespace: 'a.b' }, version);
    await call('search_flows', { query: 'f', namespace: '' }, version);
    const named = 'GET /main/flows/search?page=1&size=10&sort=id:asc';
    expect(kestra.lines).toEqual([
      'GET /main/flows/source?page=1&size=10&q=f&namespace=a.b',
      version === '0.23'
        ? `${named}&q=f&namespace=a.b`
        : `${named}&filters[q][EQUALS]=f&filters[namespace][PREFIX]=a.b`,
      'GET /main/flows/source?page=1&size=10&q=f',
      version === '0.23' ? `${named}&q=f` : `${named}&filters[q][EQUALS]=f`,
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const START = 'filters[startDate][GREATER_THAN_OR_EQUAL_TO]';
const END = 'filters[endDate][LESS_THAN_OR_EQUAL_TO]';
const kestra = useKestra();
const list = (given: object = {}, version?: string) =>
  callPlugin(plugin, kestra, version)('list_executions', { namespace: 'a', ...given });
const row = (n: number) => ({
  id: `e${n}`,
  namespace: 'a',
  flowId: 'f',
  state: {
    current: 'SUCCESS',
    startDate: `2026-01-01T00:${String(59 - n).padStart(2, '0')}:00Z`,
    histories: [],
  },
});
const rows = (from: number, count: number) => Array.from({ length: count }, (_, n) => row(from + n));
const page = (results: object[], total?: number) => ({ json: { results, total } });
const NAMES = { 'GET /main/flows/distinct-namespaces': { json: ['a'] } };
const ids = ({ results }: Record<string, unknown>) => (results as { id: string }[]).map(({ id }) => id);

describe('list_executions', () => {
  it('has what a list needs', async () => {
    const full = { ...row(0), inputs: { n: null }, labels: [], taskRunList: [{ id: 'r' }], parentId: null };
    kestra.answers({ 'GET /main/executions/search': page([full], 1) });
    expect(await list({ flow_id: 'f', start_date: '2026-01-01T00:00:00Z' })).toEqual({
      results: [
        {
          ...{ id: 'e0', namespace: 'a', flowId: 'f', inputs: { n: null } },
          state: { current: 'SUCCESS', startDate: '2026-01-01T00:59:00Z' },
        },
      ],
      total: 1,
    });
    expect(kestra.lines).toEqual([
      'GET /main/executions/search?page=1&size=25&sort=state.startDate:desc&filters[namespace][PREFIX]=a' +
        `&filters[flowId][EQUALS]=f&${START}=2026-01-01T00:00:00Z`,
    ]);
  });

  it('reads page by page, newest first, each execution once', async () => {
    kestra.answers({
      'GET /main/executions/search': [
        page(rows(0, 2), 4),
        page([row(1), row(2)], 5),
        page([row(4), row(3)], 5),
      ],
    });
    expect(ids(await list({ page_size: 2, count: 5 }))).toEqual(['e0', 'e1', 'e2', 'e4', 'e3'].sort());
    expect(kestra.lines).toHaveLength(3);
  });

  it('ends at the count, in pages no larger than it', async () => {
    kestra.answers({ 'GET /main/executions/search': [page(rows(0, 2), 9), page(rows(2, 2), 9)] });
    const answer = await list({ count: 3, page_size: 2 });
    expect(ids(answer)).toEqual(['e0', 'e1', 'e2']);
    expect(answer.next).toBe('Repeat the call with page 2 and page_size 3 for more (9 in total).');
    kestra.answers({ 'GET /main/executions/search': page(rows(0, 2), 9) });
    await list({ count: 2 });
    expect(kestra.lines).toEqual([expect.stringContaining('page=1&size=2&')]);
  });

  it('reads one page when a page is asked for', async () => {
    kestra.answers({ 'GET /main/executions/search': page(rows(0, 5), 12) });
    expect(await list({ page_size: 5 })).toMatchObject({
      total: 12,
      next: 'Repeat the call with page 2 and page_size 5 for more (12 in total).',
    });
    await list({ page_size: 5, page: 2 });
    await list({ page: 3 });
    await list({ page: 2, count: 40 });
    expect(kestra.lines.map((line) => /page=\d+&size=\d+/.exec(line)?.[0])).toEqual([
      ...['page=1&size=5', 'page=2&size=5', 'page=3&size=25', 'page=2&size=40'],
    ]);
    kestra.answers({ 'GET /main/executions/search': page(rows(0, 2), 12) });
    expect(await list({ page_size: 5, page: 3 })).not.toHaveProperty('next');
  });

  it.each<[object, RegExp]>([
    [{ start_date: '2026-01-01T00:00:00Z', time_range: 'P1D' }, /^start 2026-01-01T00:00:00Z$/],
    [{ end_date: '2020-01-01T00:00:00Z' }, /^start 1970-01-01T00:00:00Z end 2020-01-01T00:00:00Z$/],
    [
      { end_date: '2020-01-09T06:00Z', time_range: 'P2W' },
      /^start 2019-12-26T00:00:00.000Z end 2020-01-09T06:00Z$/,
    ],
    [
      { end_date: '2020-01-09', time_range: 'PT1H' },
      /^start 2020-01-09T22:59:59.999Z end 2020-01-09T23:59:59.999999Z$/,
    ],
    [{ end_date: '2999-01-01', time_range: 'P1D' }, /^start 20[2-9]\S+ end 2999-01-01T23:59:59.999999Z$/],
    [
      { start_date: '2026-02-01', end_date: '2026-02-01' },
      /^start 2026-02-01T00:00:00Z end 2026-02-01T23:59:59.999999Z$/,
    ],
    [{ start_date: '2026-02-01 08:30' }, /^start 2026-02-01T08:30Z$/],
    [{ start_date: '2026-02-01T08:30-0500' }, /^start 2026-02-01T08:30-05:00$/],
    [
      { time_range: '', start_date: '', end_date: '', flow_id: '', count: null },
      /^start 20\S+T00:00:00.000Z$/,
    ],
  ])('%j: the dates that are asked for', async (given, dates) => {
    kestra.answers({ 'GET /main/executions/search': page([], 0), ...NAMES });
    expect(await list(given)).toEqual({ results: [], total: 0 });
    const conditions = kestra.lines[0]?.split('&').filter((part) => part.includes('Date]')) ?? [];
    const named = conditions.map((part) => part.replace(`${START}=`, 'start ').replace(`${END}=`, 'end '));
    expect(named.join(' ')).toMatch(dates);
  });

  it('fails with what Kestra says, and sends no nonsense', async () => {
    kestra.answers({ 'GET /main/executions/search': recorded('search executions, bad sort') });
    expect(await list()).toEqual({
      error:
        'Kestra answered 422 to GET /main/executions/search: Unprocessable Entity: Invalid sort parameter',
    });
    expect(await list({ time_range: '7d' })).toEqual({
      error:
        'The argument "time_range" is not valid: must be an ISO 8601 duration, e.g. P7D or PT1H30M. It is "7d".',
    });
    expect(kestra.lines).toHaveLength(1);
  });

  it.each([
    [{ time_range: 'P1M' }, 'months and years have no fixed length. Use weeks, days or hours, e.g. P30D.'],
    [{ start_date: 'last night' }, 'must be a date, or a date and time, e.g. 2026-01-31 or'],
    [{ end_date: '2026-06-31' }, 'must be a date, or a date and time, e.g. 2026-01-31 or'],
  ])('says what it takes for %j', async (given, words) => {
    expect((await list(given)).error).toContain(words);
    expect(kestra.lines).toEqual([]);
  });
});

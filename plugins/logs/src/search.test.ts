import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const on = (version?: string) => callPlugin(plugin, kestra, version);
const GIVEN = {
  query: 'Hello',
  namespace: 'rec.demo',
  flow_id: 'hello',
  min_level: 'INFO',
  start_date: '2026-01-01T00:00:00Z',
  end_date: '2026-01-02T00:00:00Z',
  page: 2,
  size: 2,
};
const line = { timestamp: 't', level: 'INFO', message: 'Hello' };

describe('search_logs', () => {
  it.each([
    ['0.23', undefined],
    ['0.24', 'EQUALS'],
    ['1.3', 'EQUALS'],
    ['2.0', 'GREATER_THAN_OR_EQUAL_TO'],
  ])('is in the grammar of %s', async (version, operator) => {
    kestra.answers({ 'GET /main/logs/search': { json: { results: [line], total: 3 } } });
    expect(await on(version)('search_logs', GIVEN)).toEqual({ results: [line], total: 3, page: 2, size: 2 });
    await on(version)('search_logs');
    const dates = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];
    const conditions =
      operator === undefined
        ? `q=Hello&namespace=rec.demo&flowId=hello&minLevel=INFO&startDate=${dates[0]}&endDate=${dates[1]}`
        : 'filters[q][EQUALS]=Hello&filters[namespace][PREFIX]=rec.demo&filters[flowId][EQUALS]=hello' +
          `&filters[level][${operator}]=INFO&filters[startDate][GREATER_THAN_OR_EQUAL_TO]=${dates[0]}` +
          `&filters[endDate][LESS_THAN_OR_EQUAL_TO]=${dates[1]}`;
    expect(kestra.lines).toEqual([
      `GET /main/logs/search?page=2&size=2&sort=timestamp:desc&${conditions}`,
      'GET /main/logs/search?page=1&size=25&sort=timestamp:desc',
    ]);
  });

  it.each([
    ['1.3', { end_date: '2026-03-04' }, '1970-01-01T00:00:00Z', '2026-03-04T23:59:59.999999Z'],
    ['2.0', { end_date: '2026-03-04 06:30' }, '1970-01-01T00:00:00Z', '2026-03-04T06:30Z'],
    [
      '2.0',
      { start_date: '2026-03-04', end_date: '2026-03-04' },
      ...['2026-03-04T00:00:00Z', '2026-03-04T23:59:59.999999Z'],
    ],
    ['1.3', { start_date: '2026-03-04T06:30-0700' }, '2026-03-04T06:30-07:00', undefined],
  ])('on %s takes dates as people write them, and none without offset goes out: %j', async (...asked) => {
    const [version, given, start, end] = asked;
    kestra.answers({ 'GET /main/logs/search': { json: { results: [], total: 0 } } });
    await on(version)('search_logs', given);
    expect((kestra.lines[0] ?? '').split('&').slice(3)).toEqual([
      `filters[startDate][GREATER_THAN_OR_EQUAL_TO]=${start}`,
      ...(end === undefined ? [] : [`filters[endDate][LESS_THAN_OR_EQUAL_TO]=${end}`]),
    ]);
  });

  it.each([
    ['1.3', '1.3-oss'],
    ['2.0', '2.0-oss'],
  ] as const)('tells a flow without lines from one that does not exist on %s', async (version, file) => {
    kestra.answers({
      'GET /main/logs/search': { json: { results: [], total: 0 } },
      'GET /main/flows/ops/clean-upp': recorded('get flow, unknown', file),
      'GET /main/flows/ops/clean-up': [{ json: { id: 'clean-up' } }, { status: 403 }],
      'GET /main/flows/ops/nightly': recorded('get flow, unknown', file),
      'GET /main/flows/search': { json: { results: [{ id: 'clean-up' }, { id: 'nightly' }], total: 2 } },
    });
    const search = (flow_id: string) => on(version)('search_logs', { namespace: 'ops', flow_id });
    expect((await search('clean-upp')).error).toContain('Did you mean "clean-up"?');
    expect(await search('clean-up')).toMatchObject({ results: [], total: 0 });
    expect(await search('clean-up')).toMatchObject({ results: [], total: 0 });
    // One below the namespace, where lines are looked for too.
    expect(await search('nightly')).toMatchObject({ results: [], total: 0 });
    kestra.answers({ 'GET /main/logs/search': { json: { results: [line], total: 1 } } });
    await search('clean-upp');
    expect(kestra.lines).toHaveLength(1);
  });

  it.each(['1.3', '2.0'])('says of a namespace without flows that it has none, on %s', async (version) => {
    kestra.answers({
      'GET /main/logs/search': { json: { results: [], total: 0 } },
      'GET /main/flows/distinct-namespaces': [{ json: ['ops.eu'] }, { json: ['ops.eu'] }, { status: 403 }],
    });
    const search = (namespace: string) => on(version)('search_logs', { namespace });
    const next = expect.stringContaining('There are no flows in namespace "opps" or below it.');
    expect(await search('opps')).toMatchObject({ results: [], total: 0, next });
    expect(await search('ops')).not.toHaveProperty('next');
    expect(await search('opps')).not.toHaveProperty('next');
  });

  it('gives what a real Kestra 1.3 finds', async () => {
    kestra.answers({ 'GET /main/logs/search': recorded('search logs, filters') });
    const { results, ...rest } = await on()('search_logs', { size: 2 });
    expect(results).toMatchObject([{ message: 'Hello Ada' }, { level: 'INFO' }]);
    const next = 'Repeat the call with page 2 and size 2 for more (12 in total).';
    expect(rest).toEqual({ total: 12, page: 1, size: 2, next });
    expect(JSON.stringify(results)).not.toContain('thread');
  });

  it('passes on the cursor of a store that has no total', async () => {
    kestra.answers({ 'GET /main/logs/search': { json: { results: [], type: 'CURSOR', nextCursor: 'c' } } });
    expect(await on('2.0')('search_logs')).toEqual({
      results: [],
      type: 'CURSOR',
      nextCursor: 'c',
      page: 1,
      size: 25,
    });
  });

  it('names a way to get what one answer cannot hold, that it has', async () => {
    const results = Array.from({ length: 300 }, (_, n) => ({ ...line, message: `${n} ${'x'.repeat(900)}` }));
    kestra.answers({ 'GET /main/logs/search': { json: { results, total: 300 } } });
    const found = await on()('search_logs', { size: 300 });
    const kept = found.results as object[];
    expect(kept).toEqual(results.slice(0, kept.length));
    expect(JSON.stringify(found).length).toBeLessThanOrEqual(40_000);
    expect(found.next).toBe(`Repeat the call with page 2 and size ${kept.length} for more (300 in total).`);
  });

  it.each([
    [
      { start_date: 'yesterday' },
      'The argument "start_date" is not valid: must be a date, or a date and time',
    ],
    [{ end_date: '2026-02-29' }, 'The argument "end_date" is not valid: must be a date, or a date and time'],
    [
      { min_level: 'loud' },
      'The argument "min_level" cannot be "loud". Allowed: ERROR, WARN, INFO, DEBUG, TRACE.',
    ],
    [{ size: 501 }, 'The argument "size" is not valid'],
    [{ page: -1 }, 'The argument "page" is not valid'],
  ])('sends nothing for %j', async (given, error) => {
    expect(await on()('search_logs', given)).toEqual({ error: expect.stringContaining(error) });
    expect(kestra.lines).toEqual([]);
  });

  it('fails with what Kestra says', async () => {
    kestra.answers({ 'GET /main/logs/search': recorded('logs, bad level') });
    expect((await on()('search_logs')).error).toMatch(
      /^Kestra answered 422 to GET \/main\/logs\/search: .*No enum constant org\.slf4j\.event\.Level\.LOUD/,
    );
  });
});

describe('delete_flow_logs', () => {
  it.each(['1.3', '2.0'])('deletes all, or what one trigger wrote, on %s', async (version) => {
    kestra.answers({ 'DELETE /main/logs/rec.demo/failing': recorded('delete logs of a flow') });
    const given = { namespace: 'rec.demo', flow_id: 'failing' };
    expect(await on(version)('delete_flow_logs', { ...given, trigger_id: 'hourly' })).toEqual({
      status: 'deleted',
    });
    expect(await on(version)('delete_flow_logs', given)).toEqual({ status: 'deleted' });
    expect(kestra.lines).toEqual([
      'DELETE /main/logs/rec.demo/failing?triggerId=hourly',
      'DELETE /main/logs/rec.demo/failing',
    ]);
  });

  it.each([
    [{ namespace: 'a' }, 'The argument "flow_id" is missing.'],
    [{ flow_id: 'b' }, 'The argument "namespace" is missing.'],
    [{ namespace: 'a', flow_id: 'b', trigger_id: '' }, 'The argument "trigger_id" is not valid'],
    [{ namespace: 'a', flow_id: 'b', trigger_id: ' ' }, 'must not be blank'],
  ])('sends nothing for %j', async (given, error) => {
    expect(await on()('delete_flow_logs', given)).toEqual({ error: expect.stringContaining(error) });
    expect(kestra.lines).toEqual([]);
  });

  it('fails with what Kestra says', async () => {
    kestra.answers({ 'DELETE /main/logs/a/b': { status: 500, json: { message: 'Broken' } } });
    expect((await on()('delete_flow_logs', { namespace: 'a', flow_id: 'b' })).error).toContain(
      'Kestra answered 500 to DELETE /main/logs/a/b: Broken',
    );
  });
});

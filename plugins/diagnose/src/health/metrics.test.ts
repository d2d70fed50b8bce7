import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';

const kestra = useKestra();
const call = (given: object, version = '2.0') =>
  callPlugin(plugin, kestra, version)('get_metrics', { ...given });
const flow = { namespace: 'rec.demo', flow_id: 'metered' };

describe.each([
  ['1.3', '1.3-oss-authoring', 'metrics of the failed execution', 10],
  ['2.0', '2.0-oss', 'metrics of an execution', 2],
] as const)('metrics on a real Kestra %s', (version, file, name, count) => {
  it('of an execution are told in the order of time, in one request', async () => {
    kestra.answers({ 'GET /main/metrics/e1': recorded(name, file) });
    const { results, total } = await call({ execution_id: 'e1' }, version);
    expect(total).toBe(count);
    expect((results as object[])[0]).toEqual({
      ...{ name: 'rows', value: 3, type: 'counter', tags: { source: 'a' } },
      ...{ task_id: expect.any(String), task_run_id: expect.any(String), at: expect.any(String) },
    });
    expect((results as object[])[1]).toMatchObject({ name: 'took', value: 1_000, type: 'timer', unit: 'ms' });
    expect(kestra.lines).toEqual(['GET /main/metrics/e1?page=1&size=200']);
  });

  it('of a flow are named, and told by day', async () => {
    kestra.answers({
      'GET /main/metrics/names/rec.demo/metered': recorded('metric names of a flow', file),
      'GET /main/metrics/tasks/rec.demo/metered': recorded('metric tasks of a flow', file),
      'GET /main/metrics/aggregates/rec.demo/metered/rows': recorded('metric aggregate', file),
    });
    expect(await call(flow, version)).toMatchObject({
      names: recordedJson('metric names of a flow', file),
      tasks: recordedJson('metric tasks of a flow', file),
    });
    expect(await call({ ...flow, name: 'rows' }, version)).toMatchObject({
      ...{ name: 'rows', aggregation: 'sum', by: 'day', total: 1 },
      results: [{ date: '2026-11-28T00:00:00Z', value: 3 }],
    });
    const [, , line = ''] = kestra.lines;
    expect(line).toMatch(/\?startDate=\S+Z&endDate=\S+Z&aggregation=sum$/);
    const [start = '', end = ''] = line.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
    expect(Date.parse(end) - Date.parse(start)).toBe(30 * 86_400_000);
  });
});

it('one of an execution is found among all', async () => {
  const results = Array.from({ length: 200 }, (_, n) => ({
    name: n % 2 ? 'a' : 'b',
    type: 'counter',
    value: n,
  }));
  kestra.answers({ 'GET /main/metrics/e1': { json: { results, total: 1_500 } } });
  const told = await call({ execution_id: 'e1', task_id: 't', name: 'a', offset: 2 });
  expect(told).toMatchObject({ total: 500 });
  expect(told.next).toContain('Only 1000 of 1500 metrics were read. To read fewer, give a task_id.');
  expect(kestra.lines).toHaveLength(5);
  expect(kestra.lines[0]).toBe('GET /main/metrics/e1?page=1&size=200&taskId=t');
  expect(await call({ execution_id: 'e1', name: 'c' })).toMatchObject({
    results: [],
    note: 'The execution has other metrics: b, a.',
  });
});

it('of a task of a flow are asked for alone', async () => {
  kestra.answers({
    'GET /main/metrics/names/rec.demo/metered/p': { json: [] },
    'GET /main/metrics/aggregates/rec.demo/metered/p/rows': {
      json: { groupBy: 'day', aggregations: [{ value: 0 }] },
    },
  });
  expect(await call({ ...flow, task_id: 'p' })).toMatchObject({
    names: [],
    next: expect.stringContaining('No metric'),
  });
  expect(await call({ ...flow, task_id: 'p', name: 'rows' })).toMatchObject({ results: [], total: 0 });
});

it('of what is not there, or is not said, are an error', async () => {
  kestra.answers({
    'GET /main/metrics/e1': { json: { results: [], total: 0 } },
    'GET /main/executions/e1': { status: 404 },
    'GET /main/metrics/aggregates/rec.demo/metered/rows': recorded(
      'metric aggregate, bad',
      '1.3-oss-authoring',
    ),
  });
  expect((await call({ execution_id: 'e1' })).error).toMatch(
    /^Kestra answered 404 to GET \/main\/executions\/e1/,
  );
  expect((await call({ ...flow, name: 'rows' })).error).toContain('Invalid aggregation');
  for (const given of [{}, { namespace: 'a' }, { ...flow, execution_id: 'e1' }])
    expect((await call(given)).error).toContain('Give either "execution_id", or "namespace" and "flow_id"');
});

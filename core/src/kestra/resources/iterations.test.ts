import { describe, expect, it } from '@jest/globals';
import { iterated, searchOf } from '../../../../test/support/kestra/loops.js';
import { recorded } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';

const kestra = useKestra();
const iterations = (version = '2.0', namespaces?: string[]) =>
  new KestraClient(kestra.settings(version), { namespaces }).iterations;
const LOOP = 'GET /main/executions/search?page=1&size=5&sort=id:asc&filters[kind][EQUALS]=LOOP';
const RUN = '4GeW90f8sGALOBv02WvGfQ';
const page = { page: 1, size: 5 };

describe('the iterations of a run', () => {
  it('are those that a real Kestra 2.0 finds', async () => {
    kestra.answers({
      'GET /main/executions/search': recorded('search executions, loop iterations', '2.0-oss'),
    });
    const { results, total } = await iterations().search([RUN], page);
    expect(total).toBe(3);
    expect(results.map(({ loopRun }) => [loopRun?.taskId, loopRun?.index, loopRun?.value])).toEqual([
      ['loop', 0, 'a'],
      ['loop', 1, 'b'],
      ['loop', 2, 'c'],
    ]);
    expect(kestra.lines).toEqual([`${LOOP}&filters[parentId][EQUALS]=${RUN}`]);
  });

  it.each(['0.23', '0.24', '1.0', '1.3'])('are none on %s, which is not asked', async (version) => {
    expect(await iterations(version).search(['e1'], page)).toEqual({ results: [], total: 0 });
    expect(kestra.lines).toEqual([]);
  });

  it('may be of several executions, in a state or in any other', async () => {
    kestra.answers({ 'GET /main/executions/search': { json: { results: [], total: 0 } } });
    await iterations().search(['e1', 'e2'], { state: 'FAILED', ...page });
    await iterations().search(['e1'], { notState: 'FAILED', ...page });
    expect(kestra.lines).toEqual([
      `${LOOP}&filters[parentId][IN]=e1,e2&filters[state][EQUALS]=FAILED`,
      `${LOOP}&filters[parentId][EQUALS]=e1&filters[state][NOT_EQUALS]=FAILED`,
    ]);
  });

  it('are not what a server answers that ignores a filter', async () => {
    const row = (parentId: string, current: string) => ({
      id: 'x',
      namespace: 'a',
      state: { current },
      parentId,
    });
    const results = [row('e1', 'FAILED'), row('e1', 'SUCCESS'), row('other', 'FAILED')];
    kestra.answers({ 'GET /main/executions/search': { json: { results, total: 70 } } });
    const found = await iterations().search(['e1'], { state: 'FAILED', ...page });
    expect(found).toEqual({ results: [results[0]], total: 1 });
  });

  it('stay within the fence', async () => {
    kestra.answers({
      'GET /main/executions/e1': { json: { id: 'e1', namespace: 'b', state: { current: 'FAILED' } } },
      'GET /main/executions/search': searchOf(iterated(2, 'FAILED')),
    });
    await expect(iterations('2.0', ['a']).search(['e1'], page)).rejects.toMatchObject({
      code: 'KMCP_NOT_FOUND',
    });
    expect(kestra.lines).toEqual(['GET /main/executions/e1']);
    // The execution may be read, but the rows are from another namespace.
    expect(await iterations('2.0', ['b']).search(['e1'], page)).toEqual({ results: [], total: 0 });
  });
});

describe('a slice', () => {
  it.each([
    [0, 4, [0, 1, 2, 3]],
    [4, 4, [4, 5, 6, 7]],
    [3, 4, [3, 4, 5, 6]],
    [9, 4, [9, 10]],
    [40, 4, []],
    [2, 0, []],
  ])('from %i, %i at most, is as many as there are', async (from, count, indexes) => {
    kestra.answers({ 'GET /main/executions/search': searchOf(iterated(11, 'SUCCESS')) });
    const rows = await iterations().slice('e1', {}, from, count);
    expect(rows.map(({ loopRun }) => loopRun?.index)).toEqual(indexes);
    expect(kestra.lines.length).toBeLessThanOrEqual(2);
  });
});

describe('how many are in which state', () => {
  it('takes one request when all have succeeded', async () => {
    kestra.answers({ 'GET /main/executions/search': searchOf(iterated(1_000, 'SUCCESS')) });
    expect(await iterations().count('e1', 1_000)).toEqual({ SUCCESS: 1_000 });
    expect(kestra.lines).toHaveLength(1);
  });

  it('is exact, whatever the states', async () => {
    const all = iterated(60, 'SUCCESS', { 3: 'FAILED', 4: 'FAILED', 7: 'RUNNING', 9: 'BREAKPOINT' });
    kestra.answers({ 'GET /main/executions/search': searchOf(all) });
    expect(await iterations().count('e1', 60)).toEqual({ SUCCESS: 56, FAILED: 2, RUNNING: 1, BREAKPOINT: 1 });
    expect(kestra.lines.every((line) => line.includes('size=1&'))).toBe(true);
  });
});

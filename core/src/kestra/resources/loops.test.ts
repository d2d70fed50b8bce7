import { describe, expect, it } from '@jest/globals';
import { type Iterated, iterated, searchOf } from '../../../../test/support/kestra/loops.js';
import { type Table, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';
import type { Execution } from '../types.js';
import { type LoopTelling, tellLoops } from './loops.js';

const kestra = useKestra();
const rest = (left: number) => `${left} left`;
const line = (message: string, level = 'ERROR') => ({
  ...{ timestamp: 't', level, message, taskId: 'say', taskRunId: 'r2', attemptNumber: 0 },
  ...{ namespace: 'a', flowId: 'f', executionId: 'i', thread: 'worker', executionKind: 'LOOP' },
});
const told = (message: string, level = 'ERROR') => {
  const {
    namespace: _,
    flowId: __,
    executionId: ___,
    thread: ____,
    executionKind: _____,
    ...shown
  } = line(message, level);
  return shown;
};
/** An execution that has ended, with the outputs of its loop. */
const ended = (current: string, terminatedIterations?: object, more: object = {}): Execution => ({
  ...{ id: 'e1', namespace: 'a', flowId: 'f', state: { current } },
  taskRunList: [
    {
      ...{ id: 'r1', taskId: 'each', state: { current } },
      ...(terminatedIterations && {
        outputs: { iterationCount: 0, runningIterations: 0, terminatedIterations, ...more },
      }),
    },
  ],
});

/** Reports the loops of a Kestra with these iterations. Each has the same lines unless a table says otherwise. */
async function tell(
  all: readonly Iterated[],
  run: Execution | string,
  {
    table = {},
    version = '2.0',
    ...telling
  }: Partial<LoopTelling> & { table?: Table; version?: string } = {},
) {
  const logs = all.map(({ id }) => [`GET /main/logs/${id}`, { json: [line(`of ${id}`)] }] as const);
  kestra.answers({ 'GET /main/executions/search': searchOf(all), ...Object.fromEntries(logs), ...table });
  const { loops } = await tellLoops(new KestraClient(kestra.settings(version)), run, { rest, ...telling });
  return loops;
}
const ids = (loops: Awaited<ReturnType<typeof tell>>) => loops?.iterations.map(({ id }) => id);

describe('a run whose execution is at hand', () => {
  it('costs nothing when it has no loop, and nothing before 2.0', async () => {
    expect(await tell([], ended('FAILED'), { troubled: true })).toBeUndefined();
    const outputs = ended('FAILED', { FAILED: 1 }, { iterationCount: 1 });
    expect(await tell([], outputs, { troubled: true, version: '1.3' })).toBeUndefined();
    expect(kestra.lines).toEqual([]);
  });

  it('tells how many there are without a request when none has failed', async () => {
    const run = ended('SUCCESS', { SUCCESS: 1_000 }, { iterationCount: 1_000 });
    expect(await tell([], run, { troubled: true })).toEqual({
      ...{ total: 1_000, states: { SUCCESS: 1_000 }, iterations: [] },
      next: '1000 left',
    });
    expect(kestra.lines).toEqual([]);
  });

  it('tells which failed, for which value, and why, of 1,000', async () => {
    const all = iterated(1_000, 'SUCCESS', { 17: 'FAILED', 523: 'FAILED' });
    const run = ended('FAILED', { SUCCESS: 998, FAILED: 2 }, { iterationCount: 1_000 });
    expect(await tell(all, run, { troubled: true })).toEqual({
      total: 1_000,
      states: { SUCCESS: 998, FAILED: 2 },
      iterations: [
        { id: 'i0017', task: 'each', index: 17, value: 'v17', state: 'FAILED', logs: [told('of i0017')] },
        { id: 'i0523', task: 'each', index: 523, value: 'v523', state: 'FAILED', logs: [told('of i0523')] },
      ],
      next: '998 left',
    });
    expect(kestra.lines).toHaveLength(4);
    expect(kestra.lines).toContain('GET /main/logs/i0017?filters[level][GREATER_THAN_OR_EQUAL_TO]=ERROR');
  });

  it('looks once more where the search does not know yet what the outputs do', async () => {
    const all = iterated(1, 'FAILED');
    const search = [{ json: { results: [], total: 0 } }, searchOf(all)] as const;
    const run = ended('FAILED', { FAILED: 1 }, { iterationCount: 1 });
    const table = { 'GET /main/executions/search': search };
    expect(ids(await tell(all, run, { troubled: true, table }))).toEqual(['i0000']);
  });

  it('says which are gone, and does not send anybody to look for them', async () => {
    const run = ended('FAILED', { FAILED: 3 }, { iterationCount: 3 });
    const [two, none] = [
      await tell(iterated(2, 'FAILED'), run, { troubled: true }),
      await tell([], run, { troubled: true }),
    ];
    expect([ids(two), two?.next]).toEqual([
      ['i0000', 'i0001'],
      "One failed iteration was not found: deleted, or not in Kestra's search yet.",
    ]);
    expect(none?.next).toBe("3 failed iterations were not found: deleted, or not in Kestra's search yet.");
    const more = await tell([], ended('FAILED', { FAILED: 1, SUCCESS: 4 }, { iterationCount: 5 }), {
      troubled: true,
    });
    expect(more?.next).toMatch(/^One failed iteration .* 4 left$/);
  });

  it.each([404, 500])('tells an iteration whose lines cannot be read, too: %i', async (status) => {
    const run = ended('FAILED', { FAILED: 2 }, { iterationCount: 2 });
    const table = { 'GET /main/logs/i0001': { status, text: 'No' } };
    for (const asked of [run, 'e1']) {
      const loops = await tell(iterated(2, 'FAILED'), asked, { troubled: true, table });
      expect(loops?.iterations).toMatchObject([{ logs: [told('of i0000')] }, { id: 'i0001', logs: [] }]);
      expect(loops?.next).toMatch(`The logs of some iterations could not be read: Kestra answered ${status}`);
    }
  });

  it('leaves out what is no execution', async () => {
    const run = ended('FAILED', { FAILED: 1 }, { iterationCount: 1 });
    const table = {
      'GET /main/executions/search': { json: { results: [{ id: 'x', parentId: 'e1' }], total: 1 } },
    };
    expect(ids(await tell([], run, { troubled: true, table }))).toEqual([]);
  });

  it('shows a handful when hundreds failed', async () => {
    const run = ended('FAILED', { FAILED: 300 }, { iterationCount: 300 });
    const loops = await tell(iterated(300, 'FAILED'), run, { troubled: true });
    expect([ids(loops)?.length, loops?.states, loops?.next]).toEqual([5, { FAILED: 300 }, '295 left']);
    expect(kestra.lines.length).toBeLessThan(10);
  });

  it('shows those that wait for someone, which its outputs count as running', async () => {
    const all = iterated(4, 'SUCCESS', { 2: 'PAUSED', 3: 'RUNNING' });
    const run = ended('RUNNING', { SUCCESS: 2 }, { iterationCount: 9, runningIterations: 2 });
    const loops = await tell(all, run, { troubled: true });
    expect(loops?.iterations).toMatchObject([{ id: 'i0002', state: 'PAUSED', index: 2 }]);
    // The others have not started.
    expect(loops).toMatchObject({ total: 9, next: '3 left' });
  });

  it('looks into loops within a failed iteration', async () => {
    const all = [
      { id: 'outer', state: 'FAILED', index: 1 },
      { id: 'inner', parentId: 'outer', state: 'FAILED', index: 4 },
      { id: 'fine', parentId: 'outer', state: 'SUCCESS' },
      { id: 'innermost', parentId: 'inner', state: 'FAILED' },
      { id: 'too-deep', parentId: 'innermost', state: 'FAILED' },
    ];
    const loops = await tell(all, ended('FAILED', { FAILED: 1 }, { iterationCount: 1 }), { troubled: true });
    expect(loops?.iterations.map(({ id, within }) => [id, within])).toEqual([
      ['outer', undefined],
      ['inner', 'outer'],
      ['innermost', 'inner'],
    ]);
    expect(loops).not.toHaveProperty('next');
  });

  it('is told all the same when its iterations cannot be read', async () => {
    const run = ended('FAILED', { FAILED: 2 }, { iterationCount: 2 });
    const table = { 'GET /main/executions/search': { status: 403 } };
    expect(await tell([], run, { troubled: true, table })).toEqual({
      ...{ total: 2, states: { FAILED: 2 }, iterations: [] },
      next: expect.stringMatching(/^The iterations of its loops could not be read: Kestra answered 403/),
    });
  });
});

describe('a run of which only the id is known', () => {
  it('costs one request when it has no loop', async () => {
    expect(await tell([], 'e1')).toBeUndefined();
    expect(kestra.lines).toHaveLength(1);
    expect(await tell([], 'e1', { version: '1.3' })).toBeUndefined();
    expect(kestra.lines).toEqual([]);
  });

  it('has the lines of all, failed ones first', async () => {
    const all = iterated(3, 'SUCCESS', { 1: 'FAILED' });
    const loops = await tell(all, 'e1', { lines: { minLevel: 'INFO', taskId: 'say' } });
    expect(ids(loops)).toEqual(['i0001', 'i0000', 'i0002']);
    expect(loops).toMatchObject({ total: 3, states: { SUCCESS: 2, FAILED: 1 } });
    expect(loops).not.toHaveProperty('next');
    expect(kestra.lines).toContain(
      'GET /main/logs/i0000?filters[level][GREATER_THAN_OR_EQUAL_TO]=INFO&filters[taskId][EQUALS]=say',
    );
  });

  it('is read in pages, each iteration on one of them', async () => {
    const failed = Object.fromEntries([3, 30, 33, 60].map((index) => [index, 'FAILED']));
    const all = iterated(64, 'SUCCESS', failed);
    const seen: string[] = [];
    for (let page = 1; page <= 7; page++) {
      const loops = await tell(all, 'e1', { page });
      expect(loops?.states).toEqual({ SUCCESS: 60, FAILED: 4 });
      expect(loops?.next).toBe(page < 7 ? `${64 - page * 10} left` : undefined);
      seen.push(...(ids(loops) ?? []));
      expect(kestra.lines.length).toBeLessThan(30);
    }
    expect(seen.slice(0, 4)).toEqual(['i0003', 'i0030', 'i0033', 'i0060']);
    expect(new Set(seen).size).toBe(64);
    expect(seen).toHaveLength(64);
  });

  it.each([400, 403, 404, 422])('has no loops for a server that answers %i', async (status) => {
    const table = { 'GET /main/executions/search': { status } };
    expect(await tell([], 'e1', { table })).toBeUndefined();
  });

  it('says that they are not known when Kestra fails', async () => {
    const table = { 'GET /main/executions/search': { status: 500 } };
    expect(await tell([], 'e1', { table })).toEqual({
      iterations: [],
      next: expect.stringMatching(/^The iterations of its loops could not be read: Kestra answered 500/),
    });
  });
});

describe('what is long', () => {
  it('has less room where the answer has', async () => {
    const table = { 'GET /main/logs/big': { json: [line('x'.repeat(30_000))] } };
    const sizes = [undefined, 40_000, 4_000].map(
      async (answerChars) =>
        JSON.stringify(
          await tell([{ id: 'big', state: 'SUCCESS' }], 'e1', { table, ...(answerChars && { answerChars }) }),
        ).length,
    );
    const [most, usual, least] = await Promise.all(sizes);
    expect([usual, (least ?? 0) < 2_200]).toEqual([most, true]);
  });

  it('is cut: values, lines, and how many there are', async () => {
    const value = { rows: Array.from({ length: 500 }, (_, n) => n) };
    const lines = Array.from({ length: 200 }, (_, n) => line(`${n} ${'x'.repeat(400)}`));
    const all = [{ id: 'big', state: 'FAILED', value }];
    const loops = await tell(all, 'e1', { table: { 'GET /main/logs/big': { json: lines } } });
    const [one] = loops?.iterations ?? [];
    expect(String(one?.value)).toMatch(/^\{"rows":\[0,1,2.{180,190}…$/);
    expect(one?.logs.at(-1)).toEqual(told(lines.at(-1)?.message ?? ''));
    expect(one?.older).toBe(200 - (one?.logs.length ?? 0));
    expect(JSON.stringify(loops).length).toBeLessThan(45_000);
  });
});

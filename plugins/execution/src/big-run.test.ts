import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { type Table, useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const BOUND = 40_000;

type Run = { id: string; state: { current: string }; outputs?: Record<string, string> };
type Told = { taskRunList: Run[]; taskRuns?: { total: number; states: object }; next?: string };

/** A task run as Kestra has it, with all that it repeats. */
function runOf(n: number, current: string, outputs: object = {}) {
  const date = `2026-11-22T18:45:${String(n % 60).padStart(2, '0')}.347521Z`;
  const histories = ['CREATED', 'RUNNING', current].map((state) => ({ state, date }));
  const state = { current, histories, startDate: date, endDate: date, duration: 'PT0.163517S' };
  const of = { executionId: 'e1', namespace: 'company.team', flowId: 'each' };
  const attempts = [{ state, workerId: 'd3ccf246-2197-45cf-8dd4-4157bd6a0d3e' }];
  return {
    id: `run${String(n).padStart(18, '0')}`,
    ...of,
    taskId: `load_${n % 7}`,
    attempts,
    outputs,
    state,
  };
}

const STATES: Readonly<Record<number, string>> = {
  700: 'FAILED',
  1100: 'RUNNING',
  1499: 'FAILED',
  3: 'PAUSED',
};
const big = (count: number) =>
  Array.from({ length: count }, (_, n) => runOf(n, STATES[n] ?? 'SUCCESS', { rows: `${n} rows` }));

function having(runs: readonly { id: string; outputs?: object }[], more: object = {}): void {
  const execution = {
    ...{ id: 'e1', namespace: 'company.team', flowId: 'each', state: { current: 'FAILED' } },
    ...{ taskRunList: runs, ...more },
  };
  const outputs = runs.map((run) => [`GET /main/outputs/tasks/e1/${run.id}`, { json: run.outputs }]);
  const table: Table = {
    'GET /main/executions/e1': { json: execution },
    'GET /main/outputs/executions/e1': { json: (more as { outputs?: object }).outputs ?? {} },
    'GET /main/outputs/tasks/e1': { json: runs.map(({ id }) => ({ taskRunId: id })) },
    'GET /main/executions/search': { json: { results: [], total: 0 } },
    'POST /main/executions/company.team/each': { json: execution },
    ...Object.fromEntries(outputs),
  };
  kestra.answers(table);
}

const call = (tool: string, given: object, version = '1.3') =>
  callPlugin(plugin, kestra, version)(tool, { ...given });
const get = async (given: object = {}, version?: string) =>
  (await call(
    'manage_executions',
    { action: 'get', execution_id: 'e1', ...given },
    version,
  )) as unknown as Told;

describe.each(['1.3', '2.0'])('a run of 1,500 task runs on %s', (version) => {
  it('is counted, and shows first what failed, waits or runs', async () => {
    having(big(1_500));
    const answer = await get({}, version);
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(BOUND);
    expect(answer.taskRuns).toEqual({
      total: 1_500,
      states: { FAILED: 2, PAUSED: 1, RUNNING: 1, SUCCESS: 1_496 },
    });
    const shown = answer.taskRunList.map(({ state }) => state.current);
    expect(shown.slice(0, 5)).toEqual(['FAILED', 'FAILED', 'PAUSED', 'RUNNING', 'SUCCESS']);
    expect(answer.taskRunList[0]).toEqual({
      ...{ id: 'run000000000000000700', taskId: 'load_0', outputs: { rows: '700 rows' } },
      state: {
        ...{ current: 'FAILED', duration: 'PT0.163S' },
        ...{ startDate: '2026-11-22T18:45:40.347Z', endDate: '2026-11-22T18:45:40.347Z' },
      },
    });
    expect(answer.next).toContain(`${1_500 - shown.length} of 1500 task runs are not shown`);
  });

  it('can be read on until all have been seen once', async () => {
    having(big(1_500));
    const seen: string[] = [];
    let from: number | undefined = 0;
    while (from !== undefined) {
      const answer: Told = await get({ offset: from }, version);
      expect(JSON.stringify(answer).length).toBeLessThanOrEqual(BOUND);
      seen.push(...answer.taskRunList.map(({ id }) => id));
      const [, next] = /offset (\d+)/.exec(answer.next ?? '') ?? [];
      from = next === undefined ? undefined : Number(next);
    }
    expect(new Set(seen).size).toBe(1_500);
    expect(seen).toHaveLength(1_500);
  });
});

it('a run that fits is told whole, in the order of Kestra, without counts', async () => {
  having(big(100));
  const answer = await get();
  expect(answer.taskRunList.map(({ state }) => state.current).slice(0, 5)).toEqual([
    ...['SUCCESS', 'SUCCESS', 'SUCCESS', 'PAUSED', 'SUCCESS'],
  ]);
  expect(answer).not.toHaveProperty('taskRuns');
  expect(answer).not.toHaveProperty('next');
});

it('a run whose task runs have long outputs shows all that failed, with their beginnings', async () => {
  const runs = Array.from({ length: 200 }, (_, n) =>
    runOf(n, n % 20 === 0 ? 'FAILED' : 'SUCCESS', { text: `${n}:${'é"\n'.repeat(5_000)}` }),
  );
  having(runs);
  const answer = await get();
  expect(JSON.stringify(answer).length).toBeLessThanOrEqual(BOUND);
  const failed = answer.taskRunList.filter(({ state }) => state.current === 'FAILED');
  expect(failed).toHaveLength(10);
  expect(failed[1]?.outputs?.text).toMatch(
    /^20:é"\n(?:.|\n)*left out \d+ of 15003 characters .*manage_executions get e1, task_run_id run0*20 with path outputs\.text/,
  );
});

describe.each(['1.3', '2.0'])('an output of 300 KB on %s', (version) => {
  const report = Array.from(
    { length: 6_000 },
    (_, n) => `line ${n} "é😀" of the report, which is long\n`,
  ).join('');
  const more = { outputs: { report, rows: 6_000, 'a.b': { 'c.d': 'deep' } } };

  it('is cut in place at the end of a wait, and the call that is told reads it in parts', async () => {
    having([], more);
    const given = { namespace: 'company.team', flow_id: 'each', wait: true };
    const answer = await call('execute_flow', given, version);
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(BOUND);
    const { outputs } = answer as { outputs: { report: string; rows: number } };
    expect(outputs.rows).toBe(6_000);
    expect(outputs.report).toContain(`of ${report.length} characters here`);
    expect(outputs.report).toContain(
      'To read it in parts, call manage_executions get e1 with path outputs.report.',
    );
    let read = '';
    let offset: number | undefined = 0;
    while (offset !== undefined) {
      const part = await get({ path: 'outputs.report', offset }, version);
      expect(JSON.stringify(part).length).toBeLessThanOrEqual(BOUND);
      const { value, next, length } = part as unknown as { value: string; next?: string; length: number };
      expect(length).toBe(report.length);
      read += value.replace(/^⟦[^⟧]*⟧ | ⟦[^⟧]*⟧$/g, '');
      const [, end] = /offset (\d+)/.exec(next ?? '') ?? [];
      offset = end === undefined ? undefined : Number(end);
    }
    expect(read).toBe(report);
  });

  it('has its other values by their paths', async () => {
    having([], more);
    expect(await get({ path: 'outputs.rows' }, version)).toEqual({
      ...{ executionId: 'e1', path: 'outputs.rows', value: 6_000 },
    });
    expect(await get({ path: 'outputs.a.b.c.d' }, version)).toMatchObject({ value: 'deep' });
    expect(await get({ path: 'outputs.raport' }, version)).toEqual({
      error: expect.stringContaining('The path "outputs.raport" does not exist.'),
    });
  });
});

it('a long list in the outputs is cut, with the call that reads it', async () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => ({ n }));
  having([], { outputs: { rows } });
  const answer = await get();
  expect(JSON.stringify(answer).length).toBeLessThanOrEqual(BOUND);
  expect(JSON.stringify(answer)).toContain('with action get and a path');
  expect(await get({ path: 'outputs.rows.19999' })).toMatchObject({ value: { n: 19_999 } });
});

it('a value that is no text is given in parts of its JSON', async () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => n);
  having([runOf(0, 'SUCCESS', { rows })]);
  const id = 'run000000000000000000';
  const part = await get({ task_run_id: id, path: 'outputs.rows' });
  expect(part).toMatchObject({
    ...{ executionId: 'e1', taskRunId: id, path: 'outputs.rows', length: JSON.stringify(rows).length },
    value: expect.stringMatching(/^\[0,1,2,/),
    note: 'This is a part of the value as JSON.',
  });
});

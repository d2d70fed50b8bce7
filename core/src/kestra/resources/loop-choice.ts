import type { KestraClient } from '../client.js';
import { sleep } from '../wire/scope.js';
import type { Iteration, IterationFilter } from './iterations.js';
import { byUrgency } from './loop-rows.js';

/** Maximum number of iterations in a result, of all and of the ones in trouble. */
export const SHOWN = 10;
export const SHOWN_TROUBLED = 5;
/** Loops up to this size are read completely, in one request. */
const SMALL = 20;
/** Milliseconds until a search finds what has just happened. */
const INDEXING = 1_000;

/** What is known about the iterations of an execution before some of them are shown. */
export interface Counted {
  total: number;
  states: Readonly<Record<string, number>>;
  rows?: readonly Iteration[];
}

/** Reads `count` iterations of an execution from a position on. */
export type Rows = (filter: IterationFilter, from: number, count: number) => Promise<Iteration[]>;

/** Reads iterations from these rows if they are available, otherwise from Kestra. */
export function sourceOf(kestra: KestraClient, run: string, rows: readonly Iteration[] | undefined): Rows {
  if (rows !== undefined) return rowsFrom(rows);
  return (filter, from, count) => kestra.iterations.slice(run, filter, from, count);
}

const rowsFrom =
  (all: readonly Iteration[]): Rows =>
  async ({ state, notState }, from, count) =>
    [...all]
      .sort(byUrgency)
      .filter(({ state: { current } }) => current === (state ?? current) && current !== notState)
      .slice(from, from + count);

/** Counts the iterations by state, and returns all rows of a small loop. Undefined if no iterations exist. */
export async function countAll(kestra: KestraClient, run: string): Promise<Counted | undefined> {
  const { results, total = 0 } = await kestra.iterations.search([run], { page: 1, size: SMALL });
  if (total === 0) return undefined;
  if (total > results.length) return { total, states: await kestra.iterations.count(run, total) };
  const states: Record<string, number> = {};
  for (const { state } of results) states[state.current] = (states[state.current] ?? 0) + 1;
  return { total, states, rows: results };
}

/** Iterations that failed, then those that wait for someone. A loop counts waiting ones as running. */
export async function troubledOnes(source: Rows, states: Readonly<Record<string, number>>) {
  const rows: Iteration[] = [];
  const { FAILED = 0, PAUSED = 0, RUNNING = 0, WARNING = 0 } = states;
  for (const [state, count] of Object.entries({ FAILED, PAUSED: PAUSED + RUNNING, WARNING })) {
    const room = SHOWN_TROUBLED - rows.length;
    if (count > 0 && room > 0) rows.push(...(await settled(() => source({ state }, 0, room), state)));
  }
  return rows;
}

/**
 * The outputs of a loop show that an iteration has ended slightly before a search does. Only a search shows that one is
 * waiting.
 */
async function settled(look: () => Promise<Iteration[]>, state: string): Promise<Iteration[]> {
  const rows = await look();
  if (rows.length > 0 || state === 'PAUSED') return rows;
  await sleep(INDEXING);
  return look();
}

/** Iterations from this position on, in an order that puts failed ones first. */
export async function someOf(source: Rows, failed: number, from: number): Promise<Iteration[]> {
  const state = 'FAILED';
  const first = from < failed ? await source({ state }, from, SHOWN) : [];
  const others = await source({ notState: state }, Math.max(0, from - failed), SHOWN - first.length);
  return [...first, ...others];
}

import { describeError } from '../../foundation/errors.js';
import type { KestraClient } from '../client.js';
import { batches } from '../fence/batches.js';
import type { Execution } from '../types.js';
import { CancelledError, ForbiddenError, InvalidError, KestraError, NotFoundError } from '../wire/errors.js';
import type { Iteration, IterationFilter } from './iterations.js';
import type { LogFilter } from './logs.js';
import { byUrgency, type ToldIteration, toldIteration } from './loop-rows.js';
import { type LoopSign, loopSign } from './loop-signs.js';

/** What became of the iterations of a run's Loop tasks. */
export interface LoopReport {
  /** Of all loops of the run; one that has not started yet is in no state. */
  total?: number;
  states?: Readonly<Record<string, number>>;
  /** Failed ones first, and with each nested loop's failed ones. */
  iterations: ToldIteration[];
  /** How to get the rest, or why there is none. */
  next?: string;
}

/** How much of the iterations is told. */
export interface LoopTelling {
  /** Only those that failed or wait, with their errors; all, with their lines, when left out. */
  troubled?: boolean;
  /** Which lines of them; `troubled` ones have their errors. */
  lines?: LogFilter;
  /** So many iterations are passed over. */
  from?: number;
  /** How to get the iterations that are left, if any are. */
  rest: (left: number) => string;
}

/** Iterations in one answer, and characters of all their lines. */
const SHOWN = 10;
const SHOWN_TROUBLED = 5;
const ROOM = 40_000;
/** Loops up to this size are read whole, by one request. */
const SMALL = 20;
/** Loops within loops that are looked into. */
const DEEPEST = 3;

/**
 * The iterations of a run as a member `loops` for its answer; none when it has no loops. An execution tells whether it
 * has some, and one without costs no request; an id has to be asked for. Before Kestra 2.0 nothing is asked.
 */
export async function tellLoops(
  kestra: KestraClient,
  run: Execution | string,
  telling: LoopTelling,
): Promise<{ loops?: LoopReport }> {
  const { iterations } = await kestra.instance.dialect();
  const sign: LoopSign = typeof run === 'string' ? 'perhaps' : loopSign(run, telling.troubled ?? false);
  if (iterations !== 'executions' || sign === undefined) return {};
  try {
    const loops = await report(kestra, typeof run === 'string' ? run : run.id, sign, telling);
    return loops === undefined ? {} : { loops };
  } catch (error) {
    // The run itself is told all the same.
    if (!(error instanceof KestraError) || error instanceof CancelledError) throw error;
    if (sign !== 'perhaps') return { loops: { ...sign, iterations: [], next: unread(error) } };
    const isNoAnswer = [ForbiddenError, NotFoundError, InvalidError].some((kind) => error instanceof kind);
    return isNoAnswer ? {} : { loops: { iterations: [], next: unread(error) } };
  }
}

function unread(error: KestraError): string {
  return `The iterations of its loops could not be read: ${describeError(error)}`;
}

async function report(
  kestra: KestraClient,
  run: string,
  sign: Exclude<LoopSign, undefined>,
  telling: LoopTelling,
): Promise<LoopReport | undefined> {
  const counted: Counted | undefined = sign === 'perhaps' ? await countAll(kestra, run) : sign;
  if (counted === undefined) return undefined;
  const { total, states } = counted;
  const { from = 0, troubled = false } = telling;
  const { rows: all } = counted;
  const source = all === undefined ? rowsOf(kestra, run) : rowsFrom(all);
  const rows = troubled ? await troubledOnes(source, states) : await someOf(source, states.FAILED ?? 0, from);
  const shown = [...rows.sort(byUrgency), ...(await nested(kestra, rows))];
  const told = await withLines(kestra, run, shown, telling);
  const left = total - from - rows.length;
  return { total, states, iterations: told, ...(left > 0 && { next: telling.rest(left) }) };
}

interface Counted {
  total: number;
  states: Readonly<Record<string, number>>;
  rows?: readonly Iteration[];
}

/** Some iterations of a run, from there on. */
type Rows = (filter: IterationFilter, from: number, count: number) => Promise<Iteration[]>;

const rowsOf =
  (kestra: KestraClient, run: string): Rows =>
  (filter, from, count) =>
    kestra.iterations.slice(run, filter, from, count);

const rowsFrom =
  (all: readonly Iteration[]): Rows =>
  async ({ state, notState }, from, count) =>
    [...all]
      .sort(byUrgency)
      .filter(({ state: { current } }) => current === (state ?? current) && current !== notState)
      .slice(from, from + count);

/** How many there are in which state, and small loops themselves; undefined when there are none at all. */
async function countAll(kestra: KestraClient, run: string): Promise<Counted | undefined> {
  const { results, total = 0 } = await kestra.iterations.search([run], { page: 1, size: SMALL });
  if (total === 0) return undefined;
  if (total > results.length) return { total, states: await kestra.iterations.count(run, total) };
  const states: Record<string, number> = {};
  for (const { state } of results) states[state.current] = (states[state.current] ?? 0) + 1;
  return { total, states, rows: results };
}

/** Those that failed, then those that wait for someone, which to a loop are still running. */
async function troubledOnes(source: Rows, states: Readonly<Record<string, number>>) {
  const rows: Iteration[] = [];
  const { FAILED = 0, PAUSED = 0, RUNNING = 0, WARNING = 0 } = states;
  for (const [state, count] of Object.entries({ FAILED, PAUSED: PAUSED + RUNNING, WARNING })) {
    const room = SHOWN_TROUBLED - rows.length;
    if (count > 0) rows.push(...(await source({ state }, 0, room)));
  }
  return rows;
}

/** From there on, of all with the failed ones first. */
async function someOf(source: Rows, failed: number, from: number): Promise<Iteration[]> {
  const state = 'FAILED';
  const first = from < failed ? await source({ state }, from, SHOWN) : [];
  const others = await source({ notState: state }, Math.max(0, from - failed), SHOWN - first.length);
  return [...first, ...others];
}

/** Failed iterations of loops within the failed ones, which say why those failed. */
async function nested(kestra: KestraClient, rows: readonly Iteration[]): Promise<Iteration[]> {
  const found: Iteration[] = [];
  let outer = rows;
  for (let depth = 1; depth < DEEPEST; depth++) {
    const failed = outer.filter(({ state }) => state.current === 'FAILED').map(({ id }) => id);
    if (failed.length === 0) break;
    const page = { state: 'FAILED', page: 1, size: SHOWN_TROUBLED };
    outer = (await kestra.iterations.search(failed, page)).results;
    found.push(...[...outer].sort(byUrgency));
  }
  return found;
}

async function withLines(
  kestra: KestraClient,
  run: string,
  rows: readonly Iteration[],
  { troubled, lines = {} }: LoopTelling,
): Promise<ToldIteration[]> {
  const filter = troubled ? { minLevel: 'ERROR' } : lines;
  const room = Math.floor((troubled ? ROOM / 2 : ROOM) / Math.max(1, rows.length));
  const told: ToldIteration[] = [];
  for (const some of batches(rows)) {
    const logs = await Promise.all(some.map(({ id }) => kestra.logs.list(id, filter)));
    told.push(...some.map((row, index) => toldIteration(row, run, logs[index] ?? [], room)));
  }
  return told;
}

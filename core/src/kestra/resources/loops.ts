import { describeError } from '../../foundation/errors.js';
import type { KestraClient } from '../client.js';
import { batches } from '../fence/batches.js';
import type { Execution } from '../types.js';
import { CancelledError, ForbiddenError, InvalidError, KestraError, NotFoundError } from '../wire/errors.js';
import type { Iteration } from './iterations.js';
import type { LogFilter } from './logs.js';
import {
  type Counted,
  countAll,
  SHOWN,
  SHOWN_TROUBLED,
  someOf,
  sourceOf,
  troubledOnes,
} from './loop-choice.js';
import { byUrgency, type ToldIteration, toldIteration } from './loop-rows.js';
import { type LoopSign, loopSign } from './loop-signs.js';
import { isStackTrace } from './stack-traces.js';

/** The iterations of the Loop tasks of an execution. */
export interface LoopReport {
  /** The iterations of all loops of the execution. An iteration that has not started has no state. */
  total?: number;
  states?: Readonly<Record<string, number>>;
  /** Failed ones first, including failed iterations of nested loops. */
  iterations: ToldIteration[];
  /** How to get the rest, or why it is missing. */
  next?: string;
}

/** Which iterations to report, and how much of each. */
export interface LoopTelling {
  /** Only iterations that failed or wait, with their errors. Default: all, with their log lines. */
  troubled?: boolean;
  /** Which log lines to include. With `troubled`, the iterations have their errors. */
  lines?: LogFilter;
  /** Which ten of all iterations, counted from 1. */
  page?: number;
  /** Size of the result in characters. A part of it is for log lines. */
  answerChars?: number;
  /** How to get the iterations that are left out, if any. */
  rest: (left: number) => string;
}

/** Maximum number of characters for all log lines of a result. A smaller result has less space for them. */
const ROOM = 16_000;
const SHARE = 0.4;
/** Maximum depth of nested loops to read. */
const DEEPEST = 3;

/**
 * The iterations of an execution as a member `loops` for its result, or no member if it has no loops. An execution
 * itself shows whether it has loops, so one without loops causes no request. If only its id is given, it is looked up.
 * Nothing is requested before Kestra 2.0.
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
    // The execution itself is still reported.
    if (!(error instanceof KestraError) || error instanceof CancelledError) throw error;
    if (sign !== 'perhaps') return { loops: { ...sign, iterations: [], next: unread(error) } };
    const isNoAnswer = [ForbiddenError, NotFoundError, InvalidError].some((kind) => error instanceof kind);
    return isNoAnswer ? {} : { loops: { iterations: [], next: unread(error) } };
  }
}

function unread(error: KestraError, what = 'The iterations of its loops'): string {
  return `${what} could not be read: ${describeError(error)}`;
}

/** A loop still counts deleted iterations. */
function lostOnes(count: number): string {
  const which = count === 1 ? 'One failed iteration was' : `${count} failed iterations were`;
  return `${which} not found: deleted, or not in Kestra's search yet.`;
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
  const { page = 1, troubled = false } = telling;
  const from = (page - 1) * SHOWN;
  const source = sourceOf(kestra, run, counted.rows);
  const rows = troubled ? await troubledOnes(source, states) : await someOf(source, states.FAILED ?? 0, from);
  const shown = [...rows.sort(byUrgency), ...(await nested(kestra, rows))];
  const { told, failed } = await withLines(kestra, run, shown, telling);
  const started = Object.values(states).reduce((sum, count) => sum + count, 0);
  const lost = troubled ? lostOf(states.FAILED ?? 0, rows) : 0;
  const left = started - from - rows.length - lost;
  const next = [
    ...(lost > 0 ? [lostOnes(lost)] : []),
    ...(failed === undefined ? [] : [unread(failed, 'The logs of some iterations')]),
    ...(left > 0 ? [telling.rest(left)] : []),
  ].join(' ');
  return { total, states, iterations: told, ...(next !== '' && { next }) };
}

function lostOf(failed: number, rows: readonly Iteration[]): number {
  const found = rows.filter(({ state }) => state.current === 'FAILED').length;
  return Math.max(0, Math.min(failed, SHOWN_TROUBLED) - found);
}

/** Failed iterations of loops inside the failed iterations. They show why those failed. */
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
  { troubled, lines = {}, answerChars = Infinity }: LoopTelling,
): Promise<{ told: ToldIteration[]; failed?: KestraError }> {
  const filter = troubled ? { minLevel: 'ERROR' } : lines;
  const most = Math.min(ROOM, answerChars * SHARE);
  const room = Math.floor((troubled ? most / 2 : most) / Math.max(1, rows.length));
  const told: ToldIteration[] = [];
  let failed: KestraError | undefined;
  for (const some of batches(rows)) {
    const reading = some.map(({ id }) =>
      kestra.logs.list(id, filter).catch((error: unknown) => {
        // Knowing which iterations failed is useful even without their log lines.
        if (!(error instanceof KestraError) || error instanceof CancelledError) throw error;
        failed ??= error;
        return [];
      }),
    );
    const logs = await Promise.all(reading);
    // Stack traces appear only if their level is requested.
    const shown = logs.map((each) => (filter.minLevel ? each : each.filter((line) => !isStackTrace(line))));
    told.push(...some.map((row, index) => toldIteration(row, run, shown[index] ?? [], room)));
  }
  return { told, ...(failed && { failed }) };
}

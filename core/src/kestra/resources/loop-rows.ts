import { beginning } from '../../foundation/beginning.js';
import type { LogEntry } from '../types.js';
import type { Iteration } from './iterations.js';

/** Longest value of an iteration that is shown, in characters: it may be a batch of rows. */
const LONGEST_VALUE = 200;
/** Room of a line beside its message. */
const MARGIN = 300;

/** An iteration of a loop, as an answer tells it; its id is an execution's. */
export interface ToldIteration {
  id: string;
  /** The iteration that it is a part of, when loops are nested. */
  within?: string;
  task: string | undefined;
  index: number | undefined;
  key?: unknown;
  value?: unknown;
  state: string;
  /** What it wrote, the newest lines when there are too many. */
  logs: object[];
  /** How many older lines are left out. */
  older?: number;
}

export function toldIteration(
  { id, parentId, state, loopRun }: Iteration,
  run: string,
  logs: readonly LogEntry[],
  room: number,
): ToldIteration {
  const { taskId, index, key, value } = loopRun ?? {};
  const kept = newest(logs, room);
  return {
    id,
    ...(parentId !== undefined && parentId !== run && { within: parentId }),
    task: taskId,
    index,
    ...(key !== undefined && key !== null && { key: short(key) }),
    ...(value !== undefined && { value: short(value) }),
    state: state.current,
    logs: kept,
    ...(kept.length < logs.length && { older: logs.length - kept.length }),
  };
}

/** Failed ones first, then those that wait for someone, then in the order of the loop. */
export function byUrgency(a: Iteration, b: Iteration): number {
  return rank(a) - rank(b) || (a.loopRun?.index ?? 0) - (b.loopRun?.index ?? 0);
}

const URGENT = ['FAILED', 'PAUSED', 'WARNING'];

function rank({ state }: Iteration): number {
  const at = URGENT.indexOf(state.current);
  return at < 0 ? URGENT.length : at;
}

function short(value: unknown): unknown {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length <= LONGEST_VALUE ? value : `${beginning(text, LONGEST_VALUE)}…`;
}

/** The newest lines that there is room for, and at least the last one, cut; of each what its iteration does not say. */
function newest(logs: readonly LogEntry[], room: number): object[] {
  const kept: object[] = [];
  let left = room;
  for (const { timestamp, level, message = '', taskId, taskRunId, attemptNumber } of [...logs].reverse()) {
    const longest = Math.max(0, left - MARGIN);
    if (kept.length > 0 && message.length > longest) break;
    const cut = message.length > longest ? `${message.slice(0, longest)}…` : message;
    kept.push({ timestamp, level, message: cut, taskId, taskRunId, attemptNumber });
    left -= cut.length + MARGIN;
  }
  return kept.reverse();
}

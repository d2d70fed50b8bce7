import { cutTo } from '../../foundation/hidden.js';
import type { LogEntry } from '../types.js';
import type { Iteration } from './iterations.js';

/** Longest value of an iteration to show, in characters: it may be a batch of rows. */
const LONGEST_VALUE = 200;
/** Space for the other members of a log line, in characters. */
const MARGIN = 300;

/** An iteration of a loop as a result shows it. Its id is the id of an execution. */
export interface ToldIteration {
  id: string;
  /** The iteration that contains it if loops are nested. */
  within?: string;
  task: string | undefined;
  index: number | undefined;
  key?: unknown;
  value?: unknown;
  state: string;
  /** Its log lines, or only the newest ones if it has too many. */
  logs: object[];
  /** The number of older lines that are left out. */
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

/** Failed ones first, then the ones that wait for someone, then in the order of the loop. */
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
  return text.length <= LONGEST_VALUE ? value : cutTo(LONGEST_VALUE, text, () => '…');
}

/** The newest lines that fit, and at least the last one, cut. Lines omit what their iteration already says. */
function newest(logs: readonly LogEntry[], room: number): object[] {
  const kept: object[] = [];
  let left = room;
  for (const { timestamp, level, message = '', taskId, taskRunId, attemptNumber } of [...logs].reverse()) {
    const longest = Math.max(0, left - MARGIN);
    const size = JSON.stringify(message).length - 2;
    if (kept.length > 0 && size > longest) break;
    const most = Math.floor((message.length * longest) / Math.max(1, size));
    const cut = size > longest ? cutTo(most, message, lengthOf) : message;
    kept.push({ timestamp, level, message: cut, taskId, taskRunId, attemptNumber });
    left -= Math.min(size, longest) + MARGIN;
  }
  return kept.reverse();
}

/** The iteration is itself an execution, so its complete log lines can be read. */
function lengthOf(length: number): string {
  return `… (${length} characters; call download_execution_logs with this id for all)`;
}

import { endOfText, jsonChars, type LogEntry, rowsWithin } from '@kestra-mcp/core';
import { shortLine } from './lines.js';

/** What is kept, how much is left out, and how to read the rest. */
export interface Capped<T> {
  kept: T;
  /** The number of all lines, if some are left out. */
  total?: number;
  next?: string;
}

/** Arguments that return fewer lines of an execution. */
export const NARROW = 'narrow it with task_id, task_run_id, attempt or min_level';

interface LinesAsked {
  executionId: string;
  room: number;
  /** Newest lines to skip. */
  skip?: number | undefined;
  /** The call that reads older lines, as an imperative. */
  call?: string;
  /** The number of older lines besides these. */
  before?: number;
}

/** The newest lines that fit. If not all lines fit, long messages are cut. */
export function capLines(
  lines: readonly LogEntry[],
  { executionId, room, skip = 0, call = 'Repeat the call', before = 0 }: LinesAsked,
): Capped<LogEntry[]> {
  const wanted = skip > 0 ? lines.slice(0, -skip) : [...lines];
  const total = before + lines.length;
  const isAll = jsonChars(wanted) <= room;
  if (isAll && before === 0) return { kept: wanted, ...(skip > 0 && { total }) };
  const newest = (isAll ? wanted : wanted.map((line) => shortLine(line, room, executionId))).reverse();
  const kept = rowsWithin(newest, room).reverse();
  const older = before + wanted.length - kept.length;
  if (older === 0) return { kept };
  const next = `${count(older)} left out. ${call} with skip ${skip + kept.length} to read the next older ones, or ${NARROW}.`;
  return { kept, total, next };
}

/** The end of a text. It begins at the start of a line, unless the last line alone is too long. */
export function capText(
  text: string,
  { room, until }: { room: number; until?: number | undefined },
): Capped<string> {
  const { text: wanted, from } = endOfText(text, room, until);
  if (from === 0) return { kept: wanted };
  const start = wanted.indexOf('\n', from - 1) + 1;
  const whole = start > 0 && start < wanted.length;
  const cut = whole ? start : outsideOfCharacter(wanted, from);
  const older = wanted.slice(0, cut).split('\n').length - 1;
  const what = whole ? count(older) : beforeLastLine(older);
  return {
    kept: wanted.slice(cut),
    next: `${what} left out. Repeat the call with until ${cut} to read what comes before, or ${NARROW}.`,
  };
}

/** Moves a position out of the middle of a surrogate pair. */
function outsideOfCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}

function beforeLastLine(older: number): string {
  if (older === 0) return 'The start of the last line is';
  return `The start of the last line and ${older} older ${older === 1 ? 'line' : 'lines'} are`;
}

function count(lines: number): string {
  return lines === 1 ? '1 older line is' : `${lines} older lines are`;
}

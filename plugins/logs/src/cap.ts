import { endOfText, jsonChars, type LogEntry, rowsWithin } from '@kestra-mcp/core';
import { shortLine } from './lines.js';

/** What is left out, and how to get it. */
export interface Capped<T> {
  kept: T;
  /** All lines that there are, where some are left out. */
  total?: number;
  next?: string;
}

/** What is narrower than all lines of an execution. */
export const NARROW = 'task_id, task_run_id, attempt or min_level narrow it';

interface LinesAsked {
  executionId: string;
  room: number;
  /** Newest lines to pass over. */
  skip?: number | undefined;
  /** The call that reads older lines. */
  call?: string;
  /** How many older lines there are beside these. */
  before?: number;
}

/** The newest lines for which there is room; long messages are cut where not all lines fit. */
export function capLines(
  lines: readonly LogEntry[],
  { executionId, room, skip = 0, call = 'the same call', before = 0 }: LinesAsked,
): Capped<LogEntry[]> {
  const wanted = skip > 0 ? lines.slice(0, -skip) : [...lines];
  const total = before + lines.length;
  const isAll = jsonChars(wanted) <= room;
  if (isAll && before === 0) return { kept: wanted, ...(skip > 0 && { total }) };
  const newest = (isAll ? wanted : wanted.map((line) => shortLine(line, room, executionId))).reverse();
  const kept = rowsWithin(newest, room).reverse();
  const older = before + wanted.length - kept.length;
  if (older === 0) return { kept };
  const next = `${count(older)} left out: ${call} with skip ${skip + kept.length} shows the next older ones; ${NARROW}.`;
  return { kept, total, next };
}

/** The end of a text, from the start of a line on unless its last line alone is too long. */
export function capText(
  text: string,
  { room, until }: { room: number; until?: number | undefined },
): Capped<string> {
  const { text: wanted, from } = endOfText(text, room, until);
  if (from === 0) return { kept: wanted };
  const start = wanted.indexOf('\n', from - 1) + 1;
  const whole = start > 0 && start < wanted.length;
  const cut = whole ? start : outsideOfCharacter(wanted, from);
  const older = count(wanted.slice(0, cut).split('\n').length - 1);
  const what = whole ? older : `The start of the last line and ${older.toLowerCase()}`;
  return {
    kept: wanted.slice(cut),
    next: `${what} left out: the same call with until ${cut} shows what is before; ${NARROW}.`,
  };
}

/** The second half of a character does not begin a text. */
function outsideOfCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}

function count(lines: number): string {
  return lines === 1 ? '1 older line is' : `${lines} older lines are`;
}

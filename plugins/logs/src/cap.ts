import type { LogEntry } from '@kestra-mcp/core';

/** Largest answer, in characters: some 25,000 tokens. */
const MOST_CHARACTERS = 100_000;

/** What is left out, and how to get it. */
export interface Capped<T> {
  kept: T;
  next?: string;
}

/** What is narrower than all lines of an execution. */
export const NARROW = 'narrow by task_id, task_run_id, attempt or min_level';

/** Lines as a model needs them, the newest ones when there are too many; `rest` says how to get the others. */
export function capLines(
  lines: readonly LogEntry[],
  rest = NARROW,
  most = MOST_CHARACTERS,
): Capped<LogEntry[]> {
  const kept: LogEntry[] = [];
  let size = 0;
  for (const { thread: _, ...line } of [...lines].reverse()) {
    size += JSON.stringify(line).length + 1;
    if (size > most && kept.length > 0) {
      return { kept: kept.reverse(), next: omitted(`${lines.length - kept.length} older lines`, rest) };
    }
    kept.push(line as LogEntry);
  }
  return { kept: kept.reverse() };
}

/** The end of a text, from the start of a line on unless its last line alone is too long. */
export function capText(text: string, rest = NARROW, most = MOST_CHARACTERS): Capped<string> {
  if (text.length <= most) return { kept: text };
  const from = text.length - most;
  const start = text.indexOf('\n', from - 1) + 1;
  const whole = start > 0 && start < text.length;
  const cut = whole ? start : from;
  const older = `${text.slice(0, cut).split('\n').length - 1} older lines`;
  return { kept: text.slice(cut), next: omitted(whole ? older : `${older} and the start of the last`, rest) };
}

function omitted(what: string, rest: string): string {
  return `${what} are left out: ${rest}.`;
}

import type { LogEntry } from '@kestra-mcp/core';

/** Largest answer, in characters: some 25,000 tokens. */
const MOST_CHARACTERS = 100_000;

/** What is left out, and how to get it. */
export interface Capped<T> {
  kept: T;
  next?: string;
}

/** Lines as a model needs them, the newest ones when there are too many. */
export function capLines(lines: readonly LogEntry[], most = MOST_CHARACTERS): Capped<LogEntry[]> {
  const kept: LogEntry[] = [];
  let size = 0;
  for (const { thread: _, ...line } of [...lines].reverse()) {
    size += JSON.stringify(line).length + 1;
    if (size > most && kept.length > 0)
      return { kept: kept.reverse(), ...omitted(lines.length - kept.length) };
    kept.push(line as LogEntry);
  }
  return { kept: kept.reverse() };
}

/** The end of a text, from the start of a line on. */
export function capText(text: string, most = MOST_CHARACTERS): Capped<string> {
  if (text.length <= most) return { kept: text };
  const cut = text.indexOf('\n', text.length - most) + 1 || text.length - most;
  return { kept: text.slice(cut), ...omitted(text.slice(0, cut).split('\n').length - 1) };
}

function omitted(lines: number): { next: string } {
  return { next: `${lines} older lines are left out: narrow by task_id, task_run_id, attempt or min_level.` };
}

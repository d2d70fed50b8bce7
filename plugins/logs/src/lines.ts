import {
  cutText,
  didYouMean,
  type Execution,
  isStackTrace,
  type LogEntry,
  toMilliseconds,
} from '@kestra-mcp/core';

/** Limits for a message if not all lines fit, in characters. Even with little room, SHORTEST characters are kept. */
const LONGEST = 4_000;
const SHORTEST = 400;
/** Characters reserved for the rest of a line. */
const BESIDE = 600;

/** Properties that are the same in all lines of an execution. */
const OF_THE_RUN: ReadonlySet<string> = new Set(['executionId', 'namespace', 'flowId']);
/** Properties that nobody needs. */
const NOISE: ReadonlySet<string> = new Set(['thread', 'tenantId']);

/** A line for a model: time in milliseconds, no empty properties. */
export function plainLine(line: LogEntry): LogEntry {
  const told = Object.entries(line).filter(([name, value]) => !NOISE.has(name) && value != null);
  return { ...Object.fromEntries(told), timestamp: toMilliseconds(line.timestamp) } as LogEntry;
}

/** The same for a line of a known execution, without the properties of the execution. */
export function ownLine(line: LogEntry): LogEntry {
  const told = Object.entries(plainLine(line)).filter(([name]) => !OF_THE_RUN.has(name));
  return Object.fromEntries(told) as LogEntry;
}

/** A line whose message is cut in the middle if it is too long, with the call that reads all of it. */
export function shortLine(line: LogEntry, room: number, executionId = line.executionId): LogEntry {
  const { message = '', taskRunId } = line;
  const longest = Math.max(SHORTEST, Math.min(LONGEST, room - BESIDE));
  if (message.length <= longest) return line;
  const whose = [
    `execution_id ${executionId}`,
    ...(taskRunId === undefined ? [] : [`task_run_id ${taskRunId}`]),
  ];
  const readOn = `Call download_execution_logs with ${whose.join(' and ')} to read it in parts.`;
  return { ...line, message: cutText(message, longest, { readOn, bothEnds: true }) };
}

/** Lines without stack traces, unless the call has a level. */
export function withoutTraces(
  lines: readonly LogEntry[],
  minLevel: string | undefined,
): { lines: LogEntry[]; traces: number } {
  const kept = minLevel === undefined ? lines.filter((line) => !isStackTrace(line)) : lines;
  return { lines: [...kept], traces: lines.length - kept.length };
}

/** A line with only the first line of its stack trace. */
export function withoutFrames(line: LogEntry, minLevel: string | undefined): LogEntry {
  if (minLevel !== undefined || !isStackTrace(line)) return line;
  const [head = ''] = (line.message ?? '').split(/\n\s+at /, 1);
  return { ...line, message: `${head} (set min_level to TRACE to see the stack trace)` };
}

/** A sentence on how to read the stack traces that are left out. */
export function tracesLeftOut(count: number): string | undefined {
  if (count === 0) return undefined;
  const what = count === 1 ? 'A stack trace is' : `${count} stack traces are`;
  return `${what} left out. Set min_level to TRACE to see ${count === 1 ? 'it' : 'them'}.`;
}

/** A sentence on a task that has not run in this execution. */
export function unknownTask({ taskRunList }: Execution, taskId: string | undefined): string | undefined {
  // Kestra may return null for an empty list.
  const ids = [...new Set((taskRunList ?? []).map((run) => run.taskId))];
  if (taskId === undefined || ids.length === 0 || ids.includes(taskId)) return undefined;
  const more = ids.length > SHOWN ? ` and ${ids.length - SHOWN} more` : '';
  return `No task "${taskId}" has run in this execution.${didYouMean(taskId, ids)} Tasks that have run: ${ids.slice(0, SHOWN).join(', ')}${more}.`;
}

/** The maximum number of tasks that a sentence lists. */
const SHOWN = 20;

/** Joins sentences to one text in `next`. Empty if no sentence is given. */
export function said(...sentences: readonly (string | undefined)[]): { next?: string } {
  const next = sentences.filter(Boolean).join(' ');
  return next === '' ? {} : { next };
}

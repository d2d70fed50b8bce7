import { cutText, isStackTrace, type LogEntry, toMilliseconds } from '@kestra-mcp/core';

/** Longest message where not all lines fit, in characters; and shortest, however little room there is. */
const LONGEST = 4_000;
const SHORTEST = 400;
/** What else a line has. */
const BESIDE = 600;

/** What the execution says of all its lines. */
const OF_THE_RUN: ReadonlySet<string> = new Set(['executionId', 'namespace', 'flowId']);
/** What nobody needs to know. */
const NOISE: ReadonlySet<string> = new Set(['thread', 'tenantId']);

/** A line as a model needs it: time to the millisecond, nothing empty. */
export function plainLine(line: LogEntry): LogEntry {
  const told = Object.entries(line).filter(([name, value]) => !NOISE.has(name) && value != null);
  return { ...Object.fromEntries(told), timestamp: toMilliseconds(line.timestamp) } as LogEntry;
}

/** The same for a line of an execution that is known. */
export function ownLine(line: LogEntry): LogEntry {
  const told = Object.entries(plainLine(line)).filter(([name]) => !OF_THE_RUN.has(name));
  return Object.fromEntries(told) as LogEntry;
}

/** A line with both ends of a message that is too long for one among others, and the call that reads it whole. */
export function shortLine(line: LogEntry, room: number, executionId = line.executionId): LogEntry {
  const { message = '', taskRunId } = line;
  const longest = Math.max(SHORTEST, Math.min(LONGEST, room - BESIDE));
  if (message.length <= longest) return line;
  const whose = [
    `execution_id ${executionId}`,
    ...(taskRunId === undefined ? [] : [`task_run_id ${taskRunId}`]),
  ];
  const readOn = `download_execution_logs with ${whose.join(' and ')} reads it in parts.`;
  return { ...line, message: cutText(message, longest, { readOn, bothEnds: true }) };
}

/** Lines without stack traces, unless these are asked for by their level. */
export function withoutTraces(
  lines: readonly LogEntry[],
  minLevel: string | undefined,
): { lines: LogEntry[]; traces: number } {
  const kept = minLevel === undefined ? lines.filter((line) => !isStackTrace(line)) : lines;
  return { lines: [...kept], traces: lines.length - kept.length };
}

/** A line with the head of its stack trace alone. */
export function withoutFrames(line: LogEntry, minLevel: string | undefined): LogEntry {
  if (minLevel !== undefined || !isStackTrace(line)) return line;
  const [head = ''] = (line.message ?? '').split(/\n\s+at /, 1);
  return { ...line, message: `${head} (its stack trace: min_level TRACE)` };
}

/** How to get stack traces that are left out. */
export function tracesLeftOut(count: number): string | undefined {
  if (count === 0) return undefined;
  const what = count === 1 ? 'A stack trace is' : `${count} stack traces are`;
  return `${what} left out: min_level TRACE shows ${count === 1 ? 'it' : 'them'}.`;
}

/** Sentences as one text; none where there is nothing to say. */
export function said(...sentences: readonly (string | undefined)[]): { next?: string } {
  const next = sentences.filter(Boolean).join(' ');
  return next === '' ? {} : { next };
}

import { cutText, type LogEntry, type TaskRun } from '@kestra-mcp/core';

/** Longest line, and longest message of a cause. */
const LONGEST = 600;
const IN_CAUSE = 400;
/** Lines of one attempt that are told. */
const TOLD = 4;

/** Frames of a stack, and what Java says of those it leaves out. */
const FRAMES = /(\n\s+at [\w$.<>/]+\(.*|\n\s+\.\.\. \d+ more.*)/g;
/** Lines that say only that what was written before was an error. */
const EMPTY = /exit code|^command failed|^task failure$|^script failed/i;
/** Of a failed flowable task, which names the execution that it has started. */
const LINK = /\[\[link execution="([^"]+)"[^\]]*\]\]/;

/** What a task run wrote in an attempt, as far as it tells why it failed. */
export function linesOf(lines: readonly LogEntry[], { id }: TaskRun, attempt?: number): LogEntry[] {
  const own = lines.filter(({ taskRunId }) => taskRunId === id);
  const last = attempt ?? Math.max(0, ...own.map(attemptOf));
  return own.filter((line) => attemptOf(line) === last);
}

function attemptOf({ attemptNumber }: LogEntry): number {
  return typeof attemptNumber === 'number' ? attemptNumber : 0;
}

/** The message without stack frames. */
export function messageOf({ message = '' }: LogEntry): string {
  return String(message).replace(FRAMES, '').trim();
}

/** Why it failed, in one line: the last error, and what was written before it where that one says nothing. */
export function reasonIn(lines: readonly LogEntry[]): string | undefined {
  const errors = lines.filter(({ level }) => level === 'ERROR');
  const candidates = errors.length > 0 ? errors : lines;
  const last = candidates.at(-1);
  if (last === undefined) return undefined;
  const reason = messageOf(last);
  if (!EMPTY.test(reason)) return oneLine(reason);
  const before = lines
    .slice(0, lines.lastIndexOf(last))
    .map(messageOf)
    .filter((message) => message !== '' && !EMPTY.test(message))
    .at(-1);
  return before === undefined ? oneLine(reason) : oneLine(`${lastLine(before)} (${reason})`);
}

/** The last line of a traceback names the error. */
function lastLine(text: string): string {
  return text.length <= IN_CAUSE ? text : (text.trim().split('\n').at(-1) ?? text);
}

export function oneLine(text: string): string {
  const line = text.replace(/\s*[\r\n]+\s*/g, '; ').trim();
  return cutText(line, IN_CAUSE);
}

/** The last lines, short, with what tells them apart. */
export function told(lines: readonly LogEntry[]): { level: string; message: string }[] {
  return lines
    .slice(-TOLD)
    .map((line) => ({ level: line.level, message: cutText(messageOf(line), LONGEST) }));
}

/** The execution that a line of a task run links to. */
export function linkedExecution(lines: readonly LogEntry[], run: TaskRun): string | undefined {
  const links = lines
    .filter(({ taskRunId }) => taskRunId === run.id)
    .map(({ message = '' }) => LINK.exec(message));
  return links.findLast((link) => link !== null)?.[1];
}

import { stripVTControlCharacters } from 'node:util';
import { cutText, type LogEntry, type TaskRun } from '@kestra-mcp/core';

/** Longest line, and longest message in a cause. */
const LONGEST = 600;
const IN_CAUSE = 400;
/** Most lines to show of one attempt. */
const TOLD = 4;

/** A stack frame, or Java's note about omitted frames. */
const FRAME = /^\s+(?:at [\w$.<>/]+\(|\.\.\. \d+ more)/;
/** One or more prefixes such as `io.kestra.core.exceptions.IllegalVariableEvaluationException: `. */
const CLASS = /^(?:(?:[a-z]\w*\.)+[A-Z][\w$]*(?:Exception|Error): )+(?=\S)/;
/** Lines that only say that something failed, not why. */
const EMPTY = /exit code|^command failed|^task failure$|^script failed/i;
/** The link in the log of a failed flowable task to the execution that it started. */
const LINK = /\[\[link execution="([^"]{1,100})"[^\][]{0,1000}\]\]/;

/** The log lines of one attempt of a task run; by default the last attempt. */
export function linesOf(lines: readonly LogEntry[], { id }: TaskRun, attempt?: number): LogEntry[] {
  const own = lines.filter(({ taskRunId }) => taskRunId === id);
  const last = attempt ?? Math.max(0, ...own.map(attemptOf));
  return own.filter((line) => attemptOf(line) === last);
}

function attemptOf({ attemptNumber }: LogEntry): number {
  return typeof attemptNumber === 'number' ? attemptNumber : 0;
}

/** The message without colors, stack frames and names of exception classes. */
export function messageOf({ message = '' }: LogEntry): string {
  // Line by line: one regular expression over everything would take hours for a megabyte of empty lines.
  const [first = '', ...others] = uncoloured(String(message)).split('\n');
  const kept = others.filter((line) => !FRAME.test(line));
  return [first, ...kept].join('\n').trim().replace(CLASS, '');
}

function uncoloured(text: string): string {
  return text.includes('\u001b') ? stripVTControlCharacters(text) : text;
}

/** Why it failed, in one line: the last error, with the line before it if the error itself says nothing. */
export function reasonIn(lines: readonly LogEntry[]): string | undefined {
  const speaking = lines.filter((line) => messageOf(line) !== '');
  const last = speaking.findLast(({ level }) => level === 'ERROR') ?? speaking.at(-1);
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

/** The last line of a long text, which in a traceback names the error. */
function lastLine(text: string): string {
  return text.length <= IN_CAUSE ? text : (text.trim().split('\n').at(-1) ?? text);
}

/** A text as one line, cut in the middle: the end of a long text often says most. */
export function oneLine(text: string): string {
  return cutText(joined(text), IN_CAUSE, { bothEnds: true });
}

/** The lines of a text joined into one, of any length. */
export function joined(text: string): string {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line, index, all) =>
      index === all.length - 1 ? line : `${line}${/[.!?;:,]$/.test(line) ? ' ' : '; '}`,
    )
    .join('');
}

/** What was logged about the execution itself, not by a task: the last error, or else the last warning. */
export function wordOfWhole(lines: readonly LogEntry[] = []): string | undefined {
  const whole = lines.filter(({ taskRunId }) => typeof taskRunId !== 'string');
  return reasonIn(whole);
}

/** Ends a text as a sentence, so that another one can follow. */
export function sentence(text: string): string {
  return /[.!?…)\]]$/.test(text) ? text : `${text}.`;
}

/** The last lines with their levels, shortened. */
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

import type { LogEntry } from '../types.js';

/** The first frame of a Java stack trace. */
const FRAME = /\n\s+at [\w$.<>/]+\(/;

/** The levels at which Kestra logs stack traces, separately from the error: TRACE in 1.x, DEBUG in 2.x. */
const LEVELS: ReadonlySet<string> = new Set(['TRACE', 'DEBUG']);

/** True if a log line is the stack trace of an exception. */
export function isStackTrace({ level, message }: Pick<LogEntry, 'level' | 'message'>): boolean {
  return LEVELS.has(level) && typeof message === 'string' && FRAME.test(message);
}

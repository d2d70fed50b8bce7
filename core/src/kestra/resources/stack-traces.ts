import type { LogEntry } from '../types.js';

/** The first frame of a stack of Java. */
const FRAME = /\n\s+at [\w$.<>/]+\(/;

/** Where Kestra writes them, beside the error itself: 1.x at TRACE, 2.x at DEBUG. */
const LEVELS: ReadonlySet<string> = new Set(['TRACE', 'DEBUG']);

/** Whether a log line is the stack trace of an exception. */
export function isStackTrace({ level, message }: Pick<LogEntry, 'level' | 'message'>): boolean {
  return LEVELS.has(level) && typeof message === 'string' && FRAME.test(message);
}

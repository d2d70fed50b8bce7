import type { LogEntry } from '../types.js';

/** The first frame of a stack of Java. */
const FRAME = /\n\s+at [\w$.<>/]+\(/;

/** Whether a line is the stack trace of an exception, which Kestra writes at TRACE beside the error itself. */
export function isStackTrace({ level, message }: Pick<LogEntry, 'level' | 'message'>): boolean {
  return level === 'TRACE' && typeof message === 'string' && FRAME.test(message);
}

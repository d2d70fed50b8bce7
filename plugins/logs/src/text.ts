import { isStackTrace, toMilliseconds } from '@kestra-mcp/core';

/** The start of a line: time, level, message. A message may span several lines. */
const BEGIN = /^(?=\d{4}-\d\d-\d\dT\S+ (?:ERROR|WARN|INFO|DEBUG|TRACE) )/m;
const PARTS = /^(\S+) (\S+) /;

/** Log lines as text, with times in milliseconds and without stack traces unless the call has a level. */
export function plainText(text: string, minLevel: string | undefined): { text: string; traces: number } {
  const lines = text.split(BEGIN);
  const kept = lines.filter((line) => minLevel !== undefined || !isTrace(line));
  const plain = kept.map((line) =>
    line.replace(PARTS, (_, time, level) => `${toMilliseconds(time)} ${level} `),
  );
  return { text: plain.join(''), traces: lines.length - kept.length };
}

function isTrace(line: string): boolean {
  const [, , level = ''] = PARTS.exec(line) ?? [];
  return isStackTrace({ level, message: line });
}

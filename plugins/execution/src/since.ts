import { millisecondsOf } from '@kestra-mcp/core';

/** Default range of a list. Older executions need a date. */
const DEFAULT = 'P90D';

/** The moment that lies a duration before another, in ISO 8601. A range of whole days starts at midnight UTC. */
export function since(range: string = DEFAULT, now: Date = new Date()): string {
  // Nothing is older than 1970, however long the range.
  const start = new Date(Math.max(0, now.getTime() - millisecondsOf(range)));
  if (!range.includes('T')) start.setUTCHours(0, 0, 0, 0);
  return start.toISOString();
}

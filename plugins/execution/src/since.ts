import { millisecondsOf } from '@kestra-mcp/core';

/** Default range of a listing: older executions are asked for by date. */
const DEFAULT = 'P90D';

/** The moment a duration before another, ISO 8601; a range of whole days starts at midnight UTC, so no day is cut. */
export function since(range: string = DEFAULT, now: Date = new Date()): string {
  // Nothing is older than the first date of computers, however long the range.
  const start = new Date(Math.max(0, now.getTime() - millisecondsOf(range)));
  if (!range.includes('T')) start.setUTCHours(0, 0, 0, 0);
  return start.toISOString();
}

import { millisecondsOf } from '@kestra-mcp/core';

/** Default range of a listing: older executions are asked for by date. */
const DEFAULT = 'P90D';

/** The moment a duration before now, ISO 8601; a range of whole days starts at midnight UTC, so no day is cut. */
export function since(range: string = DEFAULT, now: Date = new Date()): string {
  const start = new Date(now.getTime() - millisecondsOf(range));
  if (!range.includes('T')) start.setUTCHours(0, 0, 0, 0);
  return start.toISOString();
}

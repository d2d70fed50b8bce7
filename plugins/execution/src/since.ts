/** Default range of a listing: older executions are asked for by date. */
const DEFAULT = 'P90D';

const PARTS = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The moment a duration before now, ISO 8601; a range of whole days starts at midnight UTC, so no day is cut. */
export function since(range: string | undefined, now: Date = new Date()): string {
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = (PARTS.exec(range ?? DEFAULT) ?? [])
    .map(Number)
    .map((part) => part || 0);
  const wholeDays = (weeks * 7 + days) * DAY;
  const rest = (hours * 60 + minutes) * MINUTE + seconds * 1000;
  const start = new Date(now.getTime() - wholeDays - rest);
  if (wholeDays > 0 && rest === 0) start.setUTCHours(0, 0, 0, 0);
  return start.toISOString();
}

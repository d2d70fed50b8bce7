/** Whether a date without a time means the first or the last moment of the day. */
export type Edge = 'start' | 'end';

/** What `momentOf` accepts, in words. */
export const MOMENT_FORM =
  'a date, or a date and time, e.g. 2026-01-31 or 2026-01-31T08:00+02:00 (UTC if it has no offset)';

const DAY = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](.+))?$/s;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?$/;
const OFFSET = / ?(?:[Zz]|([+-])(\d{2})(?::?(\d{2}))?)$/;
/** Kestra's databases store microseconds. */
const TIME_AT: Readonly<Record<Edge, string>> = { start: '00:00:00Z', end: '23:59:59.999999Z' };

/**
 * Converts a date as people write it to what Kestra accepts: ISO 8601 with an offset, which Kestra requires.
 * `undefined` for an invalid date such as February 30.
 */
export function momentOf(text: string, edge: Edge = 'start'): string | undefined {
  const [, day = '', rest] = DAY.exec(text.trim()) ?? [];
  if (!isDay(day)) return undefined;
  if (rest === undefined) return `${day}T${TIME_AT[edge]}`;
  const offset = offsetOf(rest);
  const time = rest.replace(OFFSET, '');
  return offset !== undefined && TIME.test(time) ? `${day}T${time}${offset}` : undefined;
}

/** `Z` if it is missing. Java requires a colon and allows at most 18 hours. */
function offsetOf(time: string): string | undefined {
  const [, sign, hours = '', minutes = '00'] = OFFSET.exec(time) ?? [];
  if (sign === undefined) return 'Z';
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && total <= 18 * 60 ? `${sign}${hours}:${minutes}` : undefined;
}

/** False for days that `Date` would move to the next month. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

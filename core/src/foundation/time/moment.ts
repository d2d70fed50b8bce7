/** What a date without a time means: the first moment of that day, or its last. */
export type Edge = 'start' | 'end';

/** What `momentOf` reads, for people. */
export const MOMENT_FORM =
  'a date, or a date and time, e.g. 2026-01-31 or 2026-01-31T08:00+02:00 (UTC if it has no offset)';

const DAY = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](.+))?$/s;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?$/;
const OFFSET = / ?(?:[Zz]|([+-])(\d{2})(?::?(\d{2}))?)$/;
/** Kestra's databases know microseconds. */
const TIME_AT: Readonly<Record<Edge, string>> = { start: '00:00:00Z', end: '23:59:59.999999Z' };

/**
 * A date as people write it, as Kestra reads it: ISO 8601, always with an offset, since Kestra takes none without.
 * `undefined` for what is no date, such as a February 30.
 */
export function momentOf(text: string, edge: Edge = 'start'): string | undefined {
  const [, day = '', rest] = DAY.exec(text.trim()) ?? [];
  if (!isDay(day)) return undefined;
  if (rest === undefined) return `${day}T${TIME_AT[edge]}`;
  const offset = offsetOf(rest);
  const time = rest.replace(OFFSET, '');
  return offset !== undefined && TIME.test(time) ? `${day}T${time}${offset}` : undefined;
}

/** `Z` where there is none; Java wants a colon, and goes to 18 hours. */
function offsetOf(time: string): string | undefined {
  const [, sign, hours = '', minutes = '00'] = OFFSET.exec(time) ?? [];
  if (sign === undefined) return 'Z';
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && total <= 18 * 60 ? `${sign}${hours}:${minutes}` : undefined;
}

/** False for days that `Date` takes for one of the next month. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

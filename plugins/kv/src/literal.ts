const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Java reads nine digits of a fraction, and no hour 24. */
const DATETIME = /^(\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):\d{2})(?:(:\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;
/** One with a fraction goes in quotes: without them it would be cut at the dot. */
const DURATION = /^P(?=\d|T\d)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;

/** Types that a text may get of itself. */
export type Look = 'DATE' | 'DATETIME' | 'DURATION' | 'JSON' | 'STRING';

/** What a text looks like to Kestra's KV store when it is not in quotes. */
export function lookOf(text: string): Look {
  if (DATE.test(text) && isMoment(text)) return 'DATE';
  if (DATETIME.test(text) && isMoment(withColon(text))) return 'DATETIME';
  if (DURATION.test(text)) return 'DURATION';
  return isJson(text) ? 'JSON' : 'STRING';
}

/**
 * A value as Kestra's KV store reads it, so that it gets the type it looks like, or STRING when that is asked for.
 * Unquoted are only dates, date-times, durations and text that is JSON itself; any other text is quoted, for unquoted
 * words would be cut at the first space. A date-time goes in UTC: with another offset it would be none to Kestra.
 */
export function literal(value: unknown, type?: 'STRING'): string {
  if (type === 'STRING') return JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value));
  if (typeof value !== 'string') return JSON.stringify(value);
  const look = lookOf(value);
  if (look === 'STRING') return JSON.stringify(value);
  return look === 'DATETIME' ? inUtc(value) : value;
}

/** The same instant with seconds and Z, its fraction of a second untouched. */
export function inUtc(datetime: string): string {
  const [, minute = '', seconds = ':00', fraction = '', offset] = DATETIME.exec(datetime) ?? [];
  if (offset === 'Z') return `${minute}${seconds}${fraction}Z`;
  const whole = new Date(withColon(`${minute}${seconds}${offset}`));
  return `${whole.toISOString().slice(0, 19)}${fraction}Z`;
}

/** False for `2025-02-30`, which `Date` takes for a day in March. */
function isMoment(text: string): boolean {
  const day = new Date(text.slice(0, 10));
  return !Number.isNaN(Date.parse(text)) && day.toISOString().startsWith(text.slice(0, 10));
}

/** Not so a number that would come back as another one (`1.10`, twenty digits), nor the word null. */
function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && (typeof value !== 'number' || String(value) === text.trim());
  } catch {
    return false;
  }
}

/** `+0200` as the `+02:00` that `Date` is sure to read. */
function withColon(datetime: string): string {
  return datetime.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
}

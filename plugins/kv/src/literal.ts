const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Java accepts at most nine digits of a fraction, and no hour 24. */
const DATETIME = /^(\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):\d{2})(?:(:\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;
/** A duration with a fraction is sent in quotes: without them, Kestra would cut it at the dot. */
const DURATION = /^P(?=\d|T\d)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;

/** Types that Kestra may derive from a text. */
export type Look = 'DATE' | 'DATETIME' | 'DURATION' | 'JSON' | 'STRING';

/** The type that Kestra's KV store derives from a text without quotes. */
export function lookOf(text: string): Look {
  if (DATE.test(text) && isMoment(text)) return 'DATE';
  if (DATETIME.test(text) && isMoment(withColon(text))) return 'DATETIME';
  if (DURATION.test(text)) return 'DURATION';
  return isJson(text) ? 'JSON' : 'STRING';
}

/**
 * A value in the form that Kestra's KV store reads, so that it gets its natural type, or STRING if requested. Only dates,
 * date-times, durations and JSON text are sent without quotes. Other text is quoted, because Kestra would cut it at the
 * first space. A date-time is sent in UTC, because Kestra does not recognize other offsets.
 */
export function literal(value: unknown, type?: 'STRING'): string {
  if (type === 'STRING') return JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value));
  if (typeof value !== 'string') return JSON.stringify(value);
  const look = lookOf(value);
  if (look === 'STRING') return JSON.stringify(value);
  return look === 'DATETIME' ? inUtc(value) : value;
}

/** The same instant in UTC with seconds. The fraction of a second stays as it is. */
export function inUtc(datetime: string): string {
  const [, minute = '', seconds = ':00', fraction = '', offset] = DATETIME.exec(datetime) ?? [];
  if (offset === 'Z') return `${minute}${seconds}${fraction}Z`;
  const whole = new Date(withColon(`${minute}${seconds}${offset}`));
  return `${whole.toISOString().slice(0, 19)}${fraction}Z`;
}

/** False for `2025-02-30`, which `Date` reads as a day in March. */
function isMoment(text: string): boolean {
  const day = new Date(text.slice(0, 10));
  return !Number.isNaN(Date.parse(text)) && day.toISOString().startsWith(text.slice(0, 10));
}

/** Whether a text is JSON. Excludes null and numbers that would change (`1.10`, twenty digits). */
function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && (typeof value !== 'number' || String(value) === text.trim());
  } catch {
    return false;
  }
}

/** Converts `+0200` to `+02:00`, which `Date` always reads. */
function withColon(datetime: string): string {
  return datetime.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
}

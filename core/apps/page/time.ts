const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Formats a duration in at most two units: `163 ms`, `12.3 s`, `4 min 05 s`, `3 h 12 min`, `2 d 4 h`. */
export function durationText(ms: number): string {
  const took = Math.max(0, ms);
  if (took < SECOND) return `${Math.round(took)} ms`;
  if (took < 59_950) return `${(took / SECOND).toFixed(1)} s`;
  const seconds = Math.round(took / SECOND) * SECOND;
  if (seconds < HOUR) return two(seconds, MINUTE, 'min', SECOND, 's');
  const minutes = Math.round(took / MINUTE) * MINUTE;
  if (minutes < DAY) return two(minutes, HOUR, 'h', MINUTE, 'min');
  return two(Math.round(took / HOUR) * HOUR, DAY, 'd', HOUR, 'h');
}

function two(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % large) / small);
  const whole = `${Math.floor(ms / large)} ${largeName}`;
  return rest === 0 ? whole : `${whole} ${String(rest).padStart(small === HOUR ? 1 : 2, '0')} ${smallName}`;
}

/** Parses an ISO date to milliseconds. Undefined if it is invalid. */
export function momentOf(value: unknown): number | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(ms) ? ms : undefined;
}

/** Formats date and time in the user's locale. */
export function momentText(ms: number): string {
  return new Date(ms).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}

const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((n) => n * DAY),
];

/** The interval between marks on a scale of `span` milliseconds with at most `most` marks. */
export function stepFor(span: number, most: number): number {
  const least = span / Math.max(1, most);
  return STEPS.find((step) => step >= least) ?? Math.ceil(least / (364 * DAY)) * 364 * DAY;
}

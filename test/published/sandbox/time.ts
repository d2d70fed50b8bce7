import type { Clock } from './clock.js';

/** Microseconds since 1970, the precision that Kestra stores. */
export type Micros = number;

/** Timestamps in microseconds that never repeat, so that sorting by date is stable. */
export class Timeline {
  #last = 0;

  constructor(readonly clock: Clock) {}

  /** A timestamp later than all previous ones. */
  next(): Micros {
    this.#last = Math.max(this.clock.now() * 1000, this.#last + 1);
    return this.#last;
  }

  /** A timestamp a number of milliseconds before or after now. */
  nowMillis(): number {
    return this.clock.now();
  }
}

/** `2026-11-22T18:45:01.466216Z`. */
export function isoDate(micros: Micros): string {
  const millis = Math.floor(micros / 1000);
  const rest = String(micros - millis * 1000).padStart(3, '0');
  return `${new Date(millis).toISOString().slice(0, -1)}${rest}Z`;
}

/** `2026-11-22T18:45:01Z`, without a fraction, as for schedules. */
export function isoSeconds(millis: number): string {
  return `${new Date(millis).toISOString().slice(0, 19)}Z`;
}

/** The microseconds of an ISO-8601 date. Undefined if the text is not one. */
export function parseDate(text: string): Micros | undefined {
  const millis = Date.parse(text);
  if (Number.isNaN(millis)) return undefined;
  const fraction = /\.\d{3}(\d{1,3})/.exec(text)?.[1] ?? '';
  return millis * 1000 + Number(fraction.padEnd(3, '0'));
}

/** `PT0.403177S`, as Java formats a duration. */
export function isoDuration(micros: Micros): string {
  const hours = Math.floor(micros / 3_600_000_000);
  const minutes = Math.floor((micros % 3_600_000_000) / 60_000_000);
  const seconds = (micros % 60_000_000) / 1_000_000;
  const text = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`;
  return `PT${text || '0S'}`;
}

const DURATION =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** The milliseconds of an ISO-8601 duration. Undefined if the text is not one. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (!match || !/\d/.test(text)) return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const wholeDays = (years ?? 0) * 365 + (months ?? 0) * 30 + (weeks ?? 0) * 7 + (days ?? 0);
  return ((wholeDays * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60_000 + (seconds ?? 0) * 1000;
}

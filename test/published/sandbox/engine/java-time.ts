import { isoDuration, parseDate } from '../time.js';

/** A text that Java cannot read as a date, time or duration, with Java's message. */
export class JavaTimeError extends Error {}

type Step = RegExp | { optional: RegExp };

const DATE: readonly Step[] = [/[+-]?\d{4}/y, /-/y, /\d{2}/y, /-/y, /\d{2}/y];
const MINUTES: readonly Step[] = [/\d{2}/y, /:/y, /\d{2}/y];
const TIME: readonly Step[] = [...MINUTES, { optional: /:\d{2}(?:\.\d{1,9})?/y }];
const INSTANT: readonly Step[] = [
  ...DATE,
  /T/iy,
  ...MINUTES,
  /:/y,
  /\d{2}/y,
  { optional: /\.\d{1,9}/y },
  /Z|[+-]\d{2}:\d{2}/iy,
];

/** Parses `2025-01-02` like `LocalDate.parse`. */
export function localDate(text: string): string {
  follow(text, DATE);
  checkDate(text);
  return text;
}

/** Parses `03:04` like `LocalTime.parse`, and returns `03:04:00`. */
export function localTime(text: string): string {
  follow(text, TIME);
  checkClock(text, 0);
  return text.length > '00:00'.length ? text : `${text}:00`;
}

/** Parses a timestamp with an offset like `Instant.parse`. Returns UTC without trailing zeros. */
export function instant(text: string): string {
  follow(text, INSTANT);
  checkDate(text);
  checkClock(text, 'yyyy-mm-ddT'.length);
  const fraction = /\.(\d+)/.exec(text)?.[1]?.replace(/0+$/, '') ?? '';
  const grouped = fraction && `.${fraction.padEnd(Math.ceil(fraction.length / 3) * 3, '0')}`;
  return `${new Date(Date.parse(text)).toISOString().slice(0, 19)}${grouped}Z`;
}

/** A timestamp as Kestra stores it, always with six decimals. */
export function storedInstant(text: string): string {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  return `${text.slice(0, 19)}.${fraction.slice(0, 6).padEnd(6, '0')}Z`;
}

const DURATION =
  /^([+-])?P(?:([+-]?\d+)D)?(?:T(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?\d+(?:[.,]\d{0,9})?)S)?)?$/i;

/** The seconds of a duration. Java's Duration has neither months nor years. */
export function durationSeconds(text: string): number {
  const match = DURATION.exec(text);
  if (!match || /^[+-]?P$|T$/i.test(text)) throw new JavaTimeError('Text cannot be parsed to a Duration');
  const [days, hours, minutes, seconds] = match.slice(2).map((part) => Number(part?.replace(',', '.') ?? 0));
  const total = (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
  return match[1] === '-' ? -total : total;
}

/** Formats a duration like Java: `P5D` becomes `PT120H`. */
export const duration = (text: string): string => isoDuration(Math.round(durationSeconds(text) * 1_000_000));

function follow(text: string, steps: readonly Step[]): void {
  let at = 0;
  for (const step of steps) {
    const pattern = step instanceof RegExp ? step : step.optional;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at += match[0].length;
    else if (step instanceof RegExp)
      throw new JavaTimeError(`Text '${text}' could not be parsed at index ${at}`);
  }
  if (at < text.length) {
    throw new JavaTimeError(`Text '${text}' could not be parsed, unparsed text found at index ${at}`);
  }
}

function checkDate(text: string): void {
  const [month, day] = [Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  within(text, { name: 'MonthOfYear', value: month, low: 1, high: 12 });
  within(text, { name: 'DayOfMonth', value: day, low: 1, high: 31 });
  const date = text.slice(0, 10);
  if (
    parseDate(`${date}T00:00:00Z`) === undefined ||
    !new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)
  ) {
    throw new JavaTimeError(`Text '${text}' could not be parsed: Invalid date '${date}'`);
  }
}

function checkClock(text: string, from: number): void {
  const part = (index: number) => Number(text.slice(from + index, from + index + 2) || 0);
  within(text, { name: 'HourOfDay', value: part(0), low: 0, high: 23 });
  within(text, { name: 'MinuteOfHour', value: part(3), low: 0, high: 59 });
  within(text, { name: 'SecondOfMinute', value: part(6), low: 0, high: 59 });
}

interface Field {
  name: string;
  value: number;
  low: number;
  high: number;
}

function within(text: string, { name, value, low, high }: Field): void {
  if (value >= low && value <= high) return;
  const valid = `valid values ${low} - ${name === 'DayOfMonth' ? '28/31' : high}`;
  throw new JavaTimeError(
    `Text '${text}' could not be parsed: Invalid value for ${name} (${valid}): ${value}`,
  );
}

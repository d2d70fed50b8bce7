import { durationText, stepFor } from '../page/time.js';
import type { Execution, Span } from './model.js';

/** The time range of the chart, in milliseconds since 1970. */
export interface Scale {
  from: number;
  to: number;
  now: number;
}

/** In a shorter range, nothing could be distinguished. */
const SHORTEST = 1;
/** Pixels for each mark. */
const MARK = 84;

/** From the first start to the last end, or to now if something is running. */
export function scaleOf(execution: Execution, now: number): Scale {
  const spans: Span[] = [execution, ...execution.runs];
  const starts = spans.flatMap(({ start }) => start ?? []);
  const ends = spans.flatMap(({ start, end }) => end ?? start ?? []);
  const from = Math.min(...(starts.length > 0 ? starts : [now]));
  const goesOn = spans.some(({ start, end }) => start !== undefined && end === undefined);
  const to = Math.max(from + SHORTEST, ...ends, ...(goesOn ? [now] : []));
  return { from, to, now };
}

/** The position of a span, in percent of the width. */
export function placeOf(
  { start, end }: Span,
  { from, to, now }: Scale,
): { left: number; width: number } | undefined {
  if (start === undefined) return undefined;
  const percent = (at: number) => Math.min(100, Math.max(0, (100 * (at - from)) / (to - from)));
  const left = percent(start);
  return { left, width: Math.max(0, percent(end ?? Math.max(now, start)) - left) };
}

export interface Mark {
  at: number;
  text: string;
}

/** Marks at round times since the start, and their distance, in percent of the width. */
export function marksOf({ from, to }: Scale, pixels: number): { marks: Mark[]; step: number } {
  const span = to - from;
  const step = stepFor(span, Math.floor(pixels / MARK));
  const count = Math.floor(span / step);
  const marks = Array.from({ length: count + 1 }, (_, index) => ({
    at: (100 * index * step) / span,
    text: index === 0 ? '0' : durationText(index * step).replace(/\.0 s$/, ' s'),
  }));
  return { marks, step: (100 * step) / span };
}

/** The duration so far. Empty before the start. */
export function tookText({ start, end }: Span, now: number): string {
  return start === undefined ? '' : durationText((end ?? now) - start);
}

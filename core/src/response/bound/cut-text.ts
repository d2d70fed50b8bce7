import { cutMark } from './cut-mark.js';
import { beginningWithin, endWithin, jsonChars } from './json-chars.js';
import { maskSecrets } from './mask-scope.js';

/** How to cut a long text. */
export interface Cut {
  /** One sentence with the call that reads on or reads everything. */
  readOn?: string;
  /** Also keeps the end of the text, which is often the most useful part of a log or an output. */
  bothEnds?: boolean;
}

/** Maximum distance to look back for a place where a new character surely begins. */
const FARTHEST = 100_000;
/** More code units than any real character has. */
const LONGEST_CHARACTER = 1_000;
const OF_BEGINNING = 2 / 3;

/**
 * Cuts a text to at most `max` characters as JSON. A longer text keeps its beginning and gets a mark that says how much
 * is left out and how to read on. Every tool that saves something refuses a text with such a mark. `max` is at least
 * 200.
 */
export function cutText(text: string, max: number, { readOn, bothEnds = false }: Cut = {}): string {
  if (fitsIn(text, max)) return text;
  return cutAfterMask(maskSecrets, text, { max, bothEnds, ...(readOn && { readOn }) });
}

/** Longer than any secret in any encoding. */
const MARGIN = 20_000;

/** Like `cutText`, with this mask. Of a text of megabytes, only the parts near what is kept are masked. */
export function cutAfterMask(
  mask: (text: string) => string,
  text: string,
  { max, ...cut }: Cut & { max: number },
): string {
  const reach = max + MARGIN;
  if (text.length <= 2 * reach) return cutMasked(mask(text), max, cut);
  const [head, tail] = [mask(text.slice(0, reach)), mask(text.slice(-reach))];
  // If masks have shortened it this much, the kept part might reach a place where a secret was cut.
  if (Math.min(head.length, tail.length) < max + MARGIN / 2) return cutMasked(mask(text), max, cut);
  const ends = head + tail;
  return cutMasked(ends, max, { ...cut, missing: text.length - ends.length });
}

/** Like `cutText`, for a text without secrets. `missing` is the number of characters already left out in its middle. */
export function cutMasked(
  text: string,
  max: number,
  { readOn = '', bothEnds = false, missing = 0 }: Cut & { missing?: number } = {},
): string {
  if (fitsIn(text, max)) return text;
  const whole = text.length + missing;
  // The text matters more than advice about it.
  const next = jsonChars(readOn) > max / 2 ? '' : readOn;
  // Build the mark last: it is shortest once the number of characters left is known.
  const mark = (left: number) => cutMark({ left, whole, unit: 'characters' }, next);
  const room = Math.max(0, max - jsonChars(mark(whole)) - 2);
  const head = textWithin(text, bothEnds ? Math.floor(room * OF_BEGINNING) : room);
  if (!bothEnds) return `${head} ${mark(whole - head.length)}`;
  const tail = boundaryAfter(text, Math.max(head.length, endWithin(text, room - jsonChars(head))));
  return `${head} ${mark(tail - head.length + missing)} ${text.slice(tail)}`;
}

/** The longest beginning of a text that has at most `max` characters as JSON and does not split a character. */
export function textWithin(text: string, max: number): string {
  return text.slice(0, boundaryBefore(text, beginningWithin(text, max)));
}

function fitsIn(text: string, max: number): boolean {
  // A text is never shorter as JSON.
  return text.length <= max && jsonChars(text) - 2 <= max;
}

/** The last position up to `at` that does not split a character of several code points. */
function boundaryBefore(text: string, at: number): number {
  const segment = segmentAt(text, at);
  if (segment === undefined) return at;
  // The whole text may be one letter with very many combining marks.
  return segment.start > 0 || at < 2 ? segment.start : at - (isLowHalf(text, at) ? 1 : 0);
}

function boundaryAfter(text: string, at: number): number {
  return segmentAt(text, at)?.end ?? at;
}

let segmenter: Intl.Segmenter | undefined;

/** The character that position `at` would split. Undefined if a character begins there. */
function segmentAt(text: string, at: number): { start: number; end: number } | undefined {
  if (at <= 0 || at >= text.length) return undefined;
  if (isAscii(text, at) && isAscii(text, at - 1) && !isLineEnd(text, at)) return undefined;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let from = at - 1;
  while (from > 0 && from > at - FARTHEST && !isAscii(text, from)) from -= 1;
  if (isLowHalf(text, from)) from -= 1;
  const { index = 0, segment = '' } =
    segmenter.segment(text.slice(from, at + LONGEST_CHARACTER)).containing(at - from) ?? {};
  return from + index === at ? undefined : { start: from + index, end: from + index + segment.length };
}

/** True if a new character begins here, whatever precedes it. False for the second half of CRLF. */
function isAscii(text: string, at: number): boolean {
  return text.charCodeAt(at) < 0x80 && !isLineEnd(text, at);
}

function isLineEnd(text: string, at: number): boolean {
  return text.charCodeAt(at) === 10 && text.charCodeAt(at - 1) === 13;
}

function isLowHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}

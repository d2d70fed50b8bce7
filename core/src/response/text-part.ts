import { cutMark } from './bound/cut-mark.js';
import { beginningWithin, endWithin } from './bound/json-chars.js';
import { maskSecrets } from './bound/mask-scope.js';

/** For the marks at both ends. */
const MARKS = 300;
/** However it is written. */
const LONGEST_SECRET = 20_000;

/** A part of a text, with marks where it is cut. */
export interface TextPart {
  part: string;
  /** The offset where it ends and the next part begins. */
  end: number;
  /** The number of characters after it. */
  left: number;
}

/**
 * Returns the part of a text from an offset on that has at most `max` characters as JSON. It does not split a surrogate
 * pair. After the end of the text, the part is empty.
 */
export function textPart(given: string, from: number, max: number): TextPart {
  const text = masked(given, from, max);
  const at = Math.min(from, text.length);
  const start = isSecondHalf(text, at) ? at - 1 : at;
  if (start === 0 && beginningWithin(text, max) === text.length)
    return { part: text, end: text.length, left: 0 };
  const length = Math.max(2, beginningWithin(text.slice(start), max - MARKS));
  const wanted = Math.min(start + length, text.length);
  const end = isSecondHalf(text, wanted) ? wanted - 1 : wanted;
  const mark = (count: number) => cutMark({ left: count, whole: text.length, unit: 'characters' });
  const before = start > 0 ? `${mark(start)} ` : '';
  const after = end < text.length ? ` ${mark(text.length - end)}` : '';
  return { part: `${before}${text.slice(start, end)}${after}`, end, left: text.length - end };
}

/**
 * A secret that a cut goes through is found no more, so all is masked. Of the beginning of megabytes only what is near has
 * to be looked through: without masks there, places in it are the same.
 */
function masked(text: string, from: number, max: number): string {
  const near = max + LONGEST_SECRET;
  if (from > 0 || text.length <= 2 * near) return maskSecrets(text);
  const head = text.slice(0, near);
  return maskSecrets(head) === head ? text : maskSecrets(text);
}

/**
 * Returns the offset where the longest end of a text begins that has at most `max` characters as JSON, in the masked
 * text. With `until`, only the text before that offset counts.
 */
export function endOfText(given: string, max: number, until?: number): { text: string; from: number } {
  const text = maskSecrets(given).slice(0, until);
  return { text, from: endWithin(text, max) };
}

function isSecondHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const before = text.charCodeAt(at - 1);
  return code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
}

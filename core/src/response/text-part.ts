import { cutMark } from './bound/cut-mark.js';
import { beginningWithin, endWithin } from './bound/json-chars.js';
import { maskSecrets } from './bound/mask-scope.js';

/** Space for the marks at both ends. */
const MARKS = 300;
/** Longest secret in any encoding. */
const LONGEST_SECRET = 20_000;

/** A part of a text, marked where it is cut so that nobody mistakes it for the whole. */
export interface TextPart {
  part: string;
  /** Where the part ends and the next one begins. */
  end: number;
  /** The number of characters after it. */
  left: number;
}

/**
 * The part of a text that starts at `from` and has at most `max` characters as JSON. Does not split surrogate pairs.
 * Empty after the end of the text.
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
 * Masks before cutting, because a cut secret is no longer found. At the beginning of megabytes, only the text nearby is
 * checked: without masks there, positions stay the same.
 */
function masked(text: string, from: number, max: number): string {
  const near = max + LONGEST_SECRET;
  if (from > 0 || text.length <= 2 * near) return maskSecrets(text);
  const head = text.slice(0, near);
  return maskSecrets(head) === head ? text : maskSecrets(text);
}

/**
 * The longest end of a text that has at most `max` characters as JSON, and where it starts in the masked text. With
 * `until`, the end of the text before that position.
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

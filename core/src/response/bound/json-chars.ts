/** Longest JSON of one character, such as `\u0000`. */
const ESCAPED = 6;
/** `\b \t \n \f \r`, which JSON escapes with a backslash and a letter. */
const SHORT_ESCAPES: ReadonlySet<number> = new Set([8, 9, 10, 12, 13]);
const QUOTE = 34;
const BACKSLASH = 92;

/** The number of characters of a value as JSON. The result size limit counts these. */
export function jsonChars(value: unknown): number {
  return JSON.stringify(value)?.length ?? 0;
}

/** The length of the longest beginning of a text that has at most `max` characters in JSON, without quotes. */
export function beginningWithin(text: string, max: number): number {
  let used = 0;
  for (let at = 0; at < text.length; at += 1) {
    used += charsAt(text, at);
    if (used > max) return at;
  }
  return text.length;
}

/** The start of the longest end of a text that has at most `max` characters in JSON. */
export function endWithin(text: string, max: number): number {
  let used = 0;
  for (let at = text.length; at > 0; at -= 1) {
    used += charsAt(text, at - 1);
    if (used > max) return at;
  }
  return 0;
}

function charsAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 0xd800 && code <= 0xdfff) return isHalf(text, at, code) ? ESCAPED : 1;
  if (code >= 0x20) return code === QUOTE || code === BACKSLASH ? 2 : 1;
  return SHORT_ESCAPES.has(code) ? 2 : ESCAPED;
}

/** An unpaired surrogate, which JSON escapes. */
function isHalf(text: string, at: number, code: number): boolean {
  const other = text.charCodeAt(code < 0xdc00 ? at + 1 : at - 1);
  return code < 0xdc00 ? !(other >= 0xdc00 && other <= 0xdfff) : !(other >= 0xd800 && other < 0xdc00);
}

/** The first rows that take at most `max` characters of a result, and at least one. */
export function rowsWithin<T>(rows: readonly T[], max: number): T[] {
  let used = 2;
  const end = rows.findIndex((row, index) => {
    used += jsonChars(row) + (index > 0 ? 1 : 0);
    return used > max && index > 0;
  });
  return end < 0 ? [...rows] : rows.slice(0, end);
}

import { type ReadRows, type RowsWanted, TakenRows } from './rows.js';

/** Parses a line; undefined if it cannot be parsed. */
export type ReadLine = (line: string) => { value: unknown } | undefined;

/** Rows of a text with one row per line. The last line counts only if it is complete. */
export function readLines(text: string, isEnd: boolean, wanted: RowsWanted, read: ReadLine): ReadRows {
  const taken = new TakenRows(wanted);
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    if (newline < 0 && !isEnd) break;
    const end = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, end).trim();
    if (line === '') taken.skip(end);
    else {
      const row = isDeep(line) ? undefined : read(line);
      if (!taken.add(row === undefined ? line : row.value, end)) break;
      if (row === undefined) taken.unread += 1;
    }
    at = end;
  }
  return taken;
}

/** Deepest nesting of brackets that a result can contain. */
const DEEPEST = 200;

/** Also counts brackets in strings. Such a row stays text, so nothing is lost. */
function isDeep(line: string): boolean {
  let depth = 0;
  for (const char of line) {
    if (char === '[' || char === '{' || char === '(') depth += 1;
    else if (char === ']' || char === '}' || char === ')') depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

export const jsonLine: ReadLine = (line) => {
  try {
    return { value: JSON.parse(line) };
  } catch {
    return undefined;
  }
};

import { type ReadRows, type RowsWanted, TakenRows } from './rows.js';

/** What a line is; undefined when it cannot be read. */
export type ReadLine = (line: string) => { value: unknown } | undefined;

/** Rows of a text that has one a line; the last line is one only where it has an end, or the file has. */
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

/** Brackets within brackets, at most: what is deeper no answer can carry. */
const DEEPEST = 200;

/** Those in texts are counted as well: such a row stays text, and nothing is lost. */
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

/** Most occurrences to count, and to show. */
const COUNTED = 1_000;
const SHOWN = 10;

export interface Occurrences {
  count: number;
  /** Whether there are more than were counted. */
  isMore: boolean;
  /** Lines, from 1, in which the first occurrences begin. */
  lines: number[];
}

/** Where a text occurs in another one. Overlapping occurrences count, since each may be the one that is meant. */
export function occurrences(text: string, find: string): Occurrences {
  const lines: number[] = [];
  let count = 0;
  let line = 1;
  let seen = 0;
  let at = text.indexOf(find);
  for (; at >= 0 && count < COUNTED; at = text.indexOf(find, at + 1)) {
    count += 1;
    if (lines.length === SHOWN) continue;
    line += lineBreaks(text, seen, at);
    seen = at;
    lines.push(line);
  }
  return { count, isMore: at >= 0, lines };
}

/** The line, from 1, of an index. */
export function lineAt(text: string, at: number): number {
  return 1 + lineBreaks(text, 0, at);
}

function lineBreaks(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) breaks += 1;
  return breaks;
}

/** `in lines 3, 8 and 12`. */
export function linesOf(lines: readonly number[], count: number): string {
  const different = [...new Set(lines)];
  if (count > lines.length) return `first in lines ${different.join(', ')}`;
  const last = different.at(-1);
  if (different.length === 1) return `in line ${last}`;
  return `in lines ${different.slice(0, -1).join(', ')} and ${last}`;
}

/** A position in a text. Lines and columns start at 1. */
export interface Place {
  line: number;
  column: number;
}

/** The position of an offset. */
export function placeOf(source: string, offset: number): Place {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Formats a position like SnakeYAML: the line, and a mark under the character. */
export function mark(source: string, offset: number): string {
  const { line, column } = placeOf(source, offset);
  const text = source.split('\n')[line - 1] ?? '';
  return ` in 'reader', line ${line}, column ${column}:\n    ${text}\n    ${' '.repeat(column - 1)}^\n`;
}

/** The offset of the last `[` or `{` that is still open at an offset, if any. */
export function openBracket(source: string, end: number): number | undefined {
  const open: number[] = [];
  let quote = '';
  for (let at = 0; at < end; at++) {
    const character = source[at] ?? '';
    if (quote) quote = character === quote ? '' : quote;
    else if (`"'`.includes(character) && /[\s[{,:]/.test(source[at - 1] ?? ' ')) quote = character;
    else if ('[{'.includes(character)) open.push(at);
    else if (']}'.includes(character)) open.pop();
  }
  return open.at(-1);
}

const indentOf = (line: string) => line.length - line.trimStart().length;

/** The start of the block collection for which the line at `offset` has the wrong indentation. */
export function enclosingBlock(source: string, offset: number): { start: number; sequence: boolean } {
  const lines = source.split('\n');
  const bad = placeOf(source, offset).line - 1;
  const filled = (index: number) => /^\s*[^\s#]/.test(lines[index] ?? '');
  let first = bad - 1;
  while (first > 0 && (!filled(first) || indentOf(lines[first] ?? '') >= indentOf(lines[bad] ?? ''))) first--;
  const indent = indentOf(lines[first] ?? '');
  for (let above = first - 1; above >= 0; above--) {
    if (!filled(above)) continue;
    if (indentOf(lines[above] ?? '') < indent) break;
    if (indentOf(lines[above] ?? '') === indent) first = above;
  }
  const start = lines.slice(0, first).join('\n').length + (first > 0 ? 1 : 0) + indent;
  return { start, sequence: source[start] === '-' };
}

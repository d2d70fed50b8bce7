/** How a text begins that is in a Markdown fence. */
const FENCED = /^\s*(`{3,}|~{3,}(?!~))[^\r\n`]*(?:\r\n|\r|\n)/;

/**
 * The content of a Markdown fence that surrounds the whole text, without the line end before the closing fence.
 * Undefined if there is none. It searches from both ends, because a pattern would need quadratic time for blanks.
 */
export function inMarkdownFence(text: string): string | undefined {
  const [opening = '', mark] = FENCED.exec(text) ?? [];
  const whole = text.trimEnd();
  if (mark === undefined || !whole.endsWith(mark) || whole.length < opening.length + mark.length)
    return undefined;
  let end = whole.length - mark.length;
  while (whole[end - 1] === ' ' || whole[end - 1] === '\t') end--;
  return whole.slice(opening.length, end).replace(/(?:\r\n|\r|\n)$/, '');
}

/** Matches the opening fence of a text in a Markdown fence. */
const FENCED = /^\s*(`{3,}|~{3,}(?!~))[^\r\n`]*(?:\r\n|\r|\n)/;

/**
 * The content of the Markdown fence around a whole text, without the line end before the closing fence. Undefined if no
 * such fence exists. Searches from both ends, because a pattern would need quadratic time.
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

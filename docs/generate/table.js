/** A Markdown table; cells may hold Markdown, but no line breaks. */
export function table(head, rows) {
  const line = (cells) => `|${cells.map((text) => (text === '' ? ' ' : ` ${text} `)).join('|')}|`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)];
}

/** Plain text for a cell: what would end it, or be taken for HTML, is escaped. */
export function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
}

/** Code for a cell. */
export function code(value) {
  return `\`${String(value).replaceAll('|', '\\|')}\``;
}

/** Creates a Markdown table. Cells may contain Markdown, but no line breaks. */
export function table(head, rows) {
  const line = (cells) => `|${cells.map((text) => (text === '' ? ' ' : ` ${text} `)).join('|')}|`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)];
}

/** Plain text for a cell. Escapes what would end the cell or look like HTML. */
export function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
}

/** Code for a cell. */
export function code(value) {
  return `\`${String(value).replaceAll('|', '\\|')}\``;
}

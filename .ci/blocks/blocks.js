/** The blocks of code on a page, in order. */
export function blocksOf(page) {
  const blocks = [];
  const state = { tab: undefined, recorded: false };
  let open;
  for (const [index, line] of page.split('\n').entries()) {
    if (open) {
      if (line.trim() === open.fence) {
        blocks.push(open.block);
        open = undefined;
      } else open.block.content += `${line}\n`;
      continue;
    }
    const [, fence, language] = /^ *(```+)(\S*)/.exec(line) ?? [];
    if (fence) open = { fence, block: { language, line: index + 1, content: '', ...state } };
    else notice(line, state);
  }
  if (open) throw new Error(`The code block in line ${open.block.line} is not closed.`);
  return blocks;
}

/** Tabs are `<details>` between `<!-- tabs -->` and `<!-- /tabs -->`. The generator marks what it recorded. */
function notice(line, state) {
  const summary = /<summary>(.*)<\/summary>/.exec(line)?.[1];
  if (summary) state.tab = summary;
  if (/<\/details>|<!-- \/tabs -->/.test(line)) state.tab = undefined;
  if (line.startsWith('<!-- transcript: ')) state.recorded = true;
  if (line.startsWith('<!-- /transcript')) state.recorded = false;
}

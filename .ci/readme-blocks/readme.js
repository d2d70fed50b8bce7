import { readFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: true });

/** The first block of commands on a page, and the output shown after it. */
export function exampleOf(file) {
  const fences = markdown.parse(readFileSync(file, 'utf8'), {}).filter(({ type }) => type === 'fence');
  const at = fences.findIndex(({ info }) => info.trim() === 'bash');
  const output = fences[at + 1];
  if (at !== 0) throw new Error('The first code block must contain the commands (bash).');
  if (output?.info.trim() !== 'text')
    throw new Error('A code block with the output (text) must follow the commands.');
  return { commands: fences[at].content.trim(), output: output.content.trimEnd().split('\n') };
}

/** The first line of the expected output that is missing. `…` matches anything; alone on a line, any lines. */
export function missingFrom(printed, expected) {
  const lines = printed.split('\n');
  let next = 0;
  return expected
    .filter((line) => line.trim() !== '…')
    .find((line) => {
      const found = lines.findIndex((each, index) => index >= next && patternOf(line).test(each));
      next = found + 1;
      return found === -1;
    });
}

/** Columns may be wider than on the page. */
function patternOf(line) {
  const literal = (part) =>
    part
      .trim()
      .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll(/ +/g, ' +');
  return new RegExp(`^ *${line.split('…').map(literal).join('.*')} *$`);
}

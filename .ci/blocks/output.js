/** The first block on a page, which has commands, and the output that the page shows after it. */
export function exampleOf([first, second]) {
  if (first?.language !== 'bash') throw new Error('The first code block must contain the commands (bash).');
  if (second?.language !== 'text')
    throw new Error('A code block with the output (text) must follow the commands.');
  return { commands: first.content.trim(), output: second.content.trimEnd().split('\n') };
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

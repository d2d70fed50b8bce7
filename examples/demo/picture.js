/**
 * Records the demo as docs/pictures/demo-light.svg and demo-dark.svg. With --check it writes nothing, and fails if the
 * pictures no longer show what the demo prints. The demo must have been built.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { demo } from './dist/demo.js';
import { svg } from './svg.js';

const FOLDER = new URL('../../docs/pictures/', import.meta.url);
/** The titles of the steps. What comes before and after them is not in the picture. */
const STEPS = /^[1-6]\./;
const lines = shown(await recorded());
const pictures = ['light', 'dark'].map((theme) => [new URL(`demo-${theme}.svg`, FOLDER), svg(lines, theme)]);
const stale = pictures.filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text);
if (!process.argv.includes('--check')) {
  for (const [file, text] of stale) writeFileSync(file, text);
} else if (stale.length > 0) {
  process.stderr.write('Stale: docs/pictures/demo-*.svg. Run node examples/demo/picture.js.\n');
  process.exitCode = 1;
}

async function recorded() {
  const lines = [];
  await demo((line) => lines.push(line));
  return lines;
}

/** The lines of the steps that fit into a picture. */
function shown(lines) {
  let isShown = false;
  return lines.filter((line, index) => {
    const next = lines[index + 1] ?? [];
    // A blank line comes before the title of each step.
    const [title] = line.length === 0 ? next : line;
    if (title?.look === 'title') isShown = STEPS.test(title.text);
    // How many states of an execution a client sees depends on the machine: only the last one is drawn.
    return isShown && !(isProgress(line) && isProgress(next));
  });
}

function isProgress(line) {
  return line.length === 1 && line[0].look === 'quiet';
}

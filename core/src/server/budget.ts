import { levelOf } from '../response/bound/shorten.js';

/** Some clients cut instructions after this many characters. */
export const LONGEST_INSTRUCTIONS = 2_048;
/** A line shorter than this says nothing useful. */
const SHORTEST_LINE = 60;
const MORE = 'The tool list has more groups.';

/** Shortens instructions so that clients read all of them. It cuts the longest lines first, which come from plugins. */
export function withinBudget(text: string): string {
  if (text.length <= LONGEST_INSTRUCTIONS) return text;
  const lines = text.split('\n');
  const room = LONGEST_INSTRUCTIONS - MORE.length - 1;
  const most = Math.floor(room / (SHORTEST_LINE + 1));
  const kept = lines.length > most ? [...lines.slice(0, most), MORE] : lines;
  const level = Math.floor(
    levelOf(
      kept.map(({ length }) => length),
      LONGEST_INSTRUCTIONS - kept.length,
    ),
  );
  return kept.map((line) => (line.length <= level ? line : shortened(line, level))).join('\n');
}

/** Cuts the line after a word. */
function shortened(line: string, most: number): string {
  const beginning = line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '');
  const space = beginning.lastIndexOf(' ');
  return `${space > most / 2 ? beginning.slice(0, space) : beginning}…`;
}

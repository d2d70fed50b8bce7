import { distance } from 'fastest-levenshtein';

const SHOWN = 3;
/** Of a line, what is compared and shown. */
const COMPARED = 200;
/** Words of a line that what is sought may begin with. */
const WORDS = 20;
/** Lines that are compared: a flow has hardly more. */
const MOST_LINES = 5_000;
/** What differs in more of its characters is something else. */
const LIKENESS = 0.4;

/** The lines of a flow that are most like the one of a text that is not there. */
export function nearestLines(text: string, find: string): string {
  const lines = text.split('\n', MOST_LINES);
  const wanted = find.split('\n').flatMap((line, index) => {
    const trimmed = line.trim();
    return trimmed === '' ? [] : [{ trimmed, index }];
  });
  const missing = wanted.find(({ trimmed }) => !lines.some((line) => line.includes(trimmed)));
  if (missing === undefined) return notTogether(lines, wanted);
  const which = wanted.length > 1 ? `Line ${missing.index + 1} of "find" is missing. ` : '';
  const near = ranked(lines, missing.trimmed);
  if (near.length === 0) return `${which}No line is similar.`;
  const shown = near.map(({ line, number }) => `line ${number}: ${JSON.stringify(shortened(line))}`);
  return `${which}Nearest: ${shown.join('; ')}.`;
}

/** Each line of a text is there, but not one after the other. */
function notTogether(lines: readonly string[], wanted: readonly { trimmed: string }[]): string {
  const numbers = wanted
    .slice(0, 10)
    .map(({ trimmed }) => 1 + lines.findIndex((line) => line.includes(trimmed)));
  return `Each of its lines occurs, but not one after the other: first in lines ${numbers.join(', ')}.`;
}

function ranked(lines: readonly string[], wanted: string) {
  const short = wanted.slice(0, COMPARED);
  return lines
    .map((line, index) => ({ line, number: index + 1, score: unlike(short, line) }))
    .filter(({ score }) => score <= LIKENESS)
    .sort((a, b) => a.score - b.score || a.number - b.number)
    .slice(0, SHOWN);
}

/** From 0 to 1, how much of a text differs from the part of a line that is most like it. */
function unlike(wanted: string, line: string): number {
  const scores = [...line.slice(0, COMPARED).matchAll(/\S+/g)].slice(0, WORDS).map(({ index }) => {
    const part = line.slice(index, index + wanted.length).trimEnd();
    return distance(wanted, part) / Math.max(wanted.length, part.length);
  });
  return Math.min(1, ...scores);
}

/** With its end of line, which may be what differs. */
function shortened(line: string): string {
  return line.length > COMPARED ? `${line.slice(0, COMPARED)}…` : line;
}

import { distance } from 'fastest-levenshtein';

const SHOWN = 3;
/** Most characters of a line to compare and show. */
const COMPARED = 200;
/** Most words of a line at which a comparison may begin. */
const WORDS = 20;
/** Most lines to compare; flows are hardly longer. */
const MOST_LINES = 5_000;
/** A line that differs in a larger share of its characters is not similar. */
const LIKENESS = 0.4;

/** Says which line of a text is missing from a flow, and which lines of the flow are most similar. */
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
  return `${which}Similar lines: ${shown.join('; ')}.`;
}

/** Every line of the text occurs, but not in sequence. */
function notTogether(lines: readonly string[], wanted: readonly { trimmed: string }[]): string {
  const numbers = wanted
    .slice(0, 10)
    .map(({ trimmed }) => 1 + lines.findIndex((line) => line.includes(trimmed)));
  return `Each line of "find" occurs, but not one directly after another. Their first occurrences are in lines ${numbers.join(', ')}.`;
}

function ranked(lines: readonly string[], wanted: string) {
  const short = wanted.slice(0, COMPARED);
  return lines
    .map((line, index) => ({ line, number: index + 1, score: unlike(short, line) }))
    .filter(({ score }) => score <= LIKENESS)
    .sort((a, b) => a.score - b.score || a.number - b.number)
    .slice(0, SHOWN);
}

/** From 0 to 1, how much a text differs from the most similar part of a line. */
function unlike(wanted: string, line: string): number {
  const scores = [...line.slice(0, COMPARED).matchAll(/\S+/g)].slice(0, WORDS).map(({ index }) => {
    const part = line.slice(index, index + wanted.length).trimEnd();
    return distance(wanted, part) / Math.max(wanted.length, part.length);
  });
  return Math.min(1, ...scores);
}

/** Keeps the CR at the end of the line, since that may be the difference. */
function shortened(line: string): string {
  return line.length > COMPARED ? `${line.slice(0, COMPARED)}…` : line;
}

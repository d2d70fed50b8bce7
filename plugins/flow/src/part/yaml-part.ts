import { type Flow, InputError, maskSecrets } from '@kestra-mcp/core';
import { partOf } from '../read.js';
import type { Place } from './task-lines.js';

/** `40-80`, also as others write ranges: `40:80`, `40..80`, `L40-L80`. */
const FORM = /^\s*L?(\d{1,9})\s*(?:(-|–|:|\.\.)\s*L?(\d{1,9})?\s*)?$/i;

/** Which part of a flow's YAML is asked for; the whole where neither is given. */
export interface Asked {
  task_id?: string | undefined;
  lines?: string | undefined;
  offset?: number | undefined;
}

/** The YAML of a flow, or a part of it byte for byte, with where it is and what edits of it go by. */
export async function yamlPart({ source = '', revision }: Flow, asked: Asked, answerChars: number) {
  const { task_id, lines, offset } = asked;
  const told = revision === undefined ? {} : { revision };
  if (task_id === undefined && lines === undefined)
    return { ...partOf(source, offset, answerChars), ...told };
  if (task_id !== undefined && lines !== undefined)
    throw new InputError('Give either "task_id" or "lines".', { hint: 'Both name a part of the YAML.' });
  const shown = maskSecrets(source);
  const all = linesOf(shown);
  const of =
    task_id === undefined
      ? rangeOf(lines ?? '', all.length)
      : (await import('./task-lines.js')).taskLines(sameLines(source, shown), task_id);
  const text = all.slice(of.first - 1, of.last).join('');
  const { path } = of as Partial<Place>;
  return {
    ...partOf(text, offset, answerChars),
    ...(path !== undefined && { path }),
    first_line: of.first,
    lines: all.length,
    ...told,
  };
}

/** With their ends; what follows the last end of line is a line only where there is something. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What is read to find a task: the text itself, unless a mask has other lines than the secret in its place. */
function sameLines(source: string, shown: string): string {
  return linesOf(source).length === linesOf(shown).length ? source : shown;
}

/** `40`, `40-80` or `40-`; what goes beyond the end ends there. */
function rangeOf(given: string, count: number) {
  const [, from, dash, to] = FORM.exec(given) ?? [];
  const first = Number(from);
  const last = dash === undefined ? first : Number(to ?? count);
  if (from === undefined || first === 0 || last < first)
    throw new InputError(
      `"lines" must be such as "40-80", "40-" or "40", not ${JSON.stringify(given.slice(0, 50))}.`,
    );
  if (first > count) throw new InputError(`The YAML has ${count} lines, and "lines" begins at ${first}.`);
  return { first, last: Math.min(last, count) };
}

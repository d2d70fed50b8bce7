import { type Flow, InputError, maskSecrets } from '@kestra-mcp/core';
import { partOf } from '../read.js';
import type { Place } from './task-lines.js';

/** A range such as `40-80`, also in the forms `40:80`, `40..80` and `L40-L80`. */
const FORM = /^\s*L?(\d{1,9})\s*(?:(-|–|:|\.\.)\s*L?(\d{1,9})?\s*)?$/i;

/** The part of a flow's YAML to read: all of it if neither `task_id` nor `lines` is given. */
export interface Asked {
  task_id?: string | undefined;
  lines?: string | undefined;
  offset?: number | undefined;
}

/** The YAML of a flow, or a part of it byte for byte, with its position and the revision that edits need. */
export async function yamlPart({ source = '', revision }: Flow, asked: Asked, answerChars: number) {
  const { task_id, lines, offset } = asked;
  const told = revision === undefined ? {} : { revision };
  if (task_id === undefined && lines === undefined)
    return { ...partOf(source, offset, answerChars), ...told };
  if (task_id !== undefined && lines !== undefined)
    throw new InputError('The arguments "task_id" and "lines" cannot be combined.', {
      hint: 'Give one of them. Each selects a part of the YAML.',
    });
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

/** Lines with their line ends. What follows the last line end counts only if it is not empty. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The text in which a task is searched: the source, unless masking a secret changed the number of lines. */
function sameLines(source: string, shown: string): string {
  return linesOf(source).length === linesOf(shown).length ? source : shown;
}

/** Reads `40`, `40-80` or `40-`. A range that goes beyond the last line ends there. */
function rangeOf(given: string, count: number) {
  const [, from, dash, to] = FORM.exec(given) ?? [];
  const first = Number(from);
  const last = dash === undefined ? first : Number(to ?? count);
  if (from === undefined || first === 0 || last < first)
    throw new InputError(
      `The argument "lines" must be a range such as "40-80", "40-" or "40", not ${JSON.stringify(given.slice(0, 50))}.`,
    );
  if (first > count)
    throw new InputError(
      `The argument "lines" begins at line ${first}, but the YAML has only ${count} lines.`,
    );
  return { first, last: Math.min(last, count) };
}

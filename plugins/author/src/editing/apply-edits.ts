import { InputError } from '@kestra-mcp/core';
import type { Edit } from './editing.schemas.js';
import { linesOf, occurrences } from './occurrences.js';
import { whyMissing } from './why-missing.js';

/** Most characters of an edited flow: no real flow is longer, and replacing every occurrence grows a text fast. */
const LONGEST = 1_000_000;
/** Most edits that one error reports. Later edits are not checked. */
const MOST_TOLD = 5;

/**
 * Applies edits to a text, each to the result of the ones before it. Throws an InputError that says what is wrong
 * unless every edit can be applied.
 */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  const wrong: string[] = [];
  let text = source;
  const isCrlf = hasOnlyCrlf(source);
  for (const [index, edit] of edits.entries()) {
    const result = applied(text, isCrlf ? withCrlf(edit) : edit, source);
    if ('text' in result) text = result.text;
    else
      wrong.push(edits.length === 1 ? result.wrong : `Edit ${index + 1} of ${edits.length}: ${result.wrong}`);
    if (wrong.length === MOST_TOLD) break;
  }
  if (wrong.length > 0) throw refusal(wrong, edits.length);
  if (text === source) throw new InputError('The edits cancel each other out. The flow would not change.');
  return text;
}

/** Whether the text has line ends, and all of them are CRLF. */
function hasOnlyCrlf(source: string): boolean {
  return source.includes('\r\n') && !/(?<!\r)\n|\r(?!\n)/.test(source);
}

/** Turns LF into CRLF in an edit that has no CR: models rarely write CRLF, and the flow should keep its line ends. */
function withCrlf({ find, replace, ...rest }: Edit): Edit {
  const ends = (text: string) => (text.includes('\r') ? text : text.replaceAll('\n', '\r\n'));
  return { find: ends(find), replace: ends(replace), ...rest };
}

function refusal([first = '', ...details]: readonly string[], of: number): InputError {
  return new InputError(first, {
    details,
    hint: `Nothing was saved${of > 1 ? ', not even the other edits' : ''}. To see the current text, call manage_flow with the action get_yaml.`,
  });
}

type Result = { text: string } | { wrong: string };

/** The text with an edit applied, or what is wrong with the edit; `before` is the text before the first edit. */
function applied(text: string, { find, replace, all = false }: Edit, before: string): Result {
  if (find === replace) return { wrong: '"find" and "replace" are the same, so nothing would change.' };
  const found = occurrences(text, find);
  if (found.count === 0) return { wrong: whyMissing(text, find, before) };
  if (found.count > 1 && !all) {
    return {
      wrong: `"find" occurs ${found.isMore ? 'more than ' : ''}${found.count} times, ${linesOf(found.lines, found.count)}. Add more of the surrounding text to "find", or set "all": true.`,
    };
  }
  if (!all) return { text: text.replace(find, () => replace) };
  const parts = text.split(find);
  if (text.length + (parts.length - 1) * (replace.length - find.length) > LONGEST)
    return { wrong: `The flow would be longer than ${LONGEST} characters.` };
  return { text: parts.join(replace) };
}

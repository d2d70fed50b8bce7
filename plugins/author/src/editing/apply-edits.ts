import { InputError } from '@kestra-mcp/core';
import type { Edit } from './editing.schemas.js';
import { linesOf, occurrences } from './occurrences.js';
import { whyMissing } from './why-missing.js';

/** Longer YAML is no flow, and a text put in many places grows fast. */
const LONGEST = 1_000_000;
/** Edits that an error speaks of; what is wrong with further ones is not looked for. */
const MOST_TOLD = 5;

/**
 * A text after edits, each of which finds what the ones before it have left. An InputError that says what is wrong:
 * either every edit can be made, or none is.
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
  if (text === source) throw new InputError('The edits undo each other: the flow would stay as it is.');
  return text;
}

/** Every line of the flow ends in CRLF, and there is one. */
function hasOnlyCrlf(source: string): boolean {
  return source.includes('\r\n') && !/(?<!\r)\n|\r(?!\n)/.test(source);
}

/** Few write CRLF in an argument: what has LF alone gets the ends of the flow, so that they stay the same all over. */
function withCrlf({ find, replace, ...rest }: Edit): Edit {
  const ends = (text: string) => (text.includes('\r') ? text : text.replaceAll('\n', '\r\n'));
  return { find: ends(find), replace: ends(replace), ...rest };
}

function refusal([first = '', ...details]: readonly string[], of: number): InputError {
  return new InputError(first, {
    details,
    hint: `Nothing was saved${of > 1 ? ', not even the other edits' : ''}. manage_flow with action get_yaml and lines shows what is there.`,
  });
}

type Result = { text: string } | { wrong: string };

/** An edit made, or what is wrong with it; `before` is the text before any of them. */
function applied(text: string, { find, replace, all = false }: Edit, before: string): Result {
  if (find === replace) return { wrong: '"find" and "replace" are the same: nothing would change.' };
  const found = occurrences(text, find);
  if (found.count === 0) return { wrong: whyMissing(text, find, before) };
  if (found.count > 1 && !all) {
    return {
      wrong: `"find" occurs ${found.isMore ? 'more than ' : ''}${found.count} times, ${linesOf(found.lines, found.count)}. Give more of the text around it, or set "all": true.`,
    };
  }
  if (!all) return { text: text.replace(find, () => replace) };
  const parts = text.split(find);
  if (text.length + (parts.length - 1) * (replace.length - find.length) > LONGEST)
    return { wrong: `The flow would have more than ${LONGEST} characters.` };
  return { text: parts.join(replace) };
}

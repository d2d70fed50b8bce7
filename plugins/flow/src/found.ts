import { type Flow, summariseFlow, textWithin } from '@kestra-mcp/core';

/** Most matches shown of one flow: a common word may be in every other line. */
const SHOWN = 5;
/** Longest match shown, in characters: a script may be one line. */
const LONGEST = 400;

/** Matches characters at the start of a text that belong to the character before it. */
const PART = /^(?:\p{Cs}|\p{M}|\u200d)+/u;

/** A summary of a flow with the places where its source contains the text. */
export function foundBySource({ model, fragments }: { model: Flow; fragments: readonly string[] }) {
  const more = fragments.length - SHOWN;
  return {
    ...summariseFlow(model),
    fragments: fragments.slice(0, SHOWN).map((fragment) => around(fragment)),
    ...(more > 0 && { more_fragments: more }),
  };
}

/** The surroundings of the text that was found, which Kestra marks. */
function around(fragment: string): string {
  if (fragment.length <= LONGEST) return fragment;
  const at = Math.max(0, fragment.indexOf('[mark]') - LONGEST / 2);
  const shown = textWithin(fragment.slice(at).replace(PART, ''), LONGEST);
  return `${at > 0 ? '…' : ''}${shown}…`;
}

import { type Flow, summariseFlow, textWithin } from '@kestra-mcp/core';

/** Places shown of one flow: a common word is in every other line. */
const SHOWN = 5;
/** Longest of them, in characters: a script may be one line. */
const LONGEST = 400;

/** What a text may begin with that belongs to the character before it. */
const PART = /^(?:\p{Cs}|\p{M}|\u200d)+/u;

/** A flow in short, with the places where its source has the text. */
export function foundBySource({ model, fragments }: { model: Flow; fragments: readonly string[] }) {
  const more = fragments.length - SHOWN;
  return {
    ...summariseFlow(model),
    fragments: fragments.slice(0, SHOWN).map((fragment) => around(fragment)),
    ...(more > 0 && { more_fragments: more }),
  };
}

/** What is around the text that was found, which Kestra marks. */
function around(fragment: string): string {
  if (fragment.length <= LONGEST) return fragment;
  const at = Math.max(0, fragment.indexOf('[mark]') - LONGEST / 2);
  const shown = textWithin(fragment.slice(at).replace(PART, ''), LONGEST);
  return `${at > 0 ? '…' : ''}${shown}…`;
}

import { type Flow, summariseFlow } from '@kestra-mcp/core';

/** Places shown of one flow: a common word is in every other line. */
const SHOWN = 5;

/** A flow in short, with the places where its source has the text. */
export function foundBySource({ model, fragments }: { model: Flow; fragments: readonly string[] }) {
  const more = fragments.length - SHOWN;
  return {
    ...summariseFlow(model),
    fragments: fragments.slice(0, SHOWN),
    ...(more > 0 && { more_fragments: more }),
  };
}

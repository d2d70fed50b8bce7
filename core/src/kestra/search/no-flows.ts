import { didYouMean } from '../../foundation/nearest.js';

const SHOWN = 10;

/** Where the flows are, when a namespace itself has none: below it, or in one that is spelt alike. */
export function noFlows(namespace: string, names: readonly string[]): string {
  const below = names.filter((name) => name.startsWith(`${namespace}.`)).sort();
  if (below.length === 0) {
    return `There are no flows in namespace "${namespace}" or below it.${didYouMean(namespace, names)}`;
  }
  const more = below.length > SHOWN ? ` and ${below.length - SHOWN} more` : '';
  return `Namespace "${namespace}" has no flows of its own, but these namespaces below it do: ${below.slice(0, SHOWN).join(', ')}${more}.`;
}

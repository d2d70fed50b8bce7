import { didYouMean } from '../../foundation/nearest.js';

const SHOWN = 10;

/** Where to find flows if a namespace has none: below it, or in a namespace with a similar name. */
export function noFlows(namespace: string, names: readonly string[]): string {
  const below = names.filter((name) => name.startsWith(`${namespace}.`)).sort();
  if (below.length === 0) {
    return `There are no flows in namespace "${namespace}" or below it.${didYouMean(namespace, names)}`;
  }
  const more = below.length > SHOWN ? ` and ${below.length - SHOWN} more` : '';
  return `Namespace "${namespace}" has no flows of its own, but these namespaces below it do: ${below.slice(0, SHOWN).join(', ')}${more}.`;
}

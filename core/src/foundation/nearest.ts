import { distance } from 'fastest-levenshtein';

/** Up to three known names that are similar to a misspelled one, nearest first. Empty if none is similar. */
export function nearest(name: string, known: Iterable<string>, limit = 3): string[] {
  const wanted = name.toLowerCase().slice(0, 100);
  const close = [...known]
    .map((candidate) => ({ candidate, ...closeness(wanted, candidate.toLowerCase()) }))
    .filter(({ close }) => close)
    .sort((a, b) => a.edits - b.edits || a.candidate.localeCompare(b.candidate));
  // If one has exactly the same letters, it is the one that is meant.
  const same = close.filter(({ edits }) => edits === 0);
  return (same.length > 0 ? same : close).slice(0, limit).map(({ candidate }) => candidate);
}

/** A name that contains the other is near, however long the rest is. A name without any common letter is not. */
function closeness(wanted: string, candidate: string): { close: boolean; edits: number } {
  const edits = distance(wanted, candidate);
  const shorter = Math.min(wanted.length, candidate.length);
  const contains = shorter >= 3 && (candidate.includes(wanted) || wanted.includes(candidate));
  const alike = edits < Math.max(wanted.length, candidate.length);
  return { close: contains || (alike && edits <= Math.max(2, Math.ceil(wanted.length * 0.4))), edits };
}

/** ` Did you mean "a" or "b"?`, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const names = nearest(name, known).map((candidate) => `"${candidate}"`);
  return names.length === 0 ? '' : ` Did you mean ${alternatives(names)}?`;
}

/** `a`, `a or b`, `a, b or c`. */
export function alternatives(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

const SHOWN = 20;

/** The similar names and all others: ` Did you mean "a"? The prompts are: a, b.` Nothing if there are none. */
export function otherNames(plural: string, name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const more = known.length > SHOWN ? ` and ${known.length - SHOWN} more` : '';
  return `${didYouMean(name, known)} The ${plural} are: ${known.slice(0, SHOWN).join(', ')}${more}.`;
}

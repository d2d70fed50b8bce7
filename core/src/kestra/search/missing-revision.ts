const SHOWN = 10;

/** Says which revisions a flow has if it does not have this one. Undefined if it does. */
export function missingRevision(id: string, revision: number, known: readonly number[]): string | undefined {
  if (known.length === 0 || known.includes(revision)) return undefined;
  return `Flow "${id}" has no revision ${revision}, only ${listOf([...known].sort((a, b) => a - b))}.`;
}

/** `3`, `1 to 7`, or the last ones one by one if revisions between them are missing. */
function listOf(revisions: readonly number[]): string {
  const [first = 0] = revisions;
  const last = revisions.at(-1) ?? first;
  if (first === last) return String(first);
  if (last - first === revisions.length - 1) return `${first} to ${last}`;
  const left = revisions.length - SHOWN;
  return revisions.slice(-SHOWN).join(', ') + (left > 0 ? ` and ${left} older` : '');
}

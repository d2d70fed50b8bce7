/** A task run, or anything else that has a Kestra state. */
interface InState {
  state: { current: string };
}

/** States, most urgent first. States that are not listed come last. */
const URGENT = [
  ...['FAILED', 'KILLED', 'KILLING', 'CANCELLED', 'PAUSED', 'BREAKPOINT', 'WARNING'],
  ...['RUNNING', 'RETRYING', 'RETRIED'],
];
const CALM: ReadonlySet<string> = new Set(['SUCCESS', 'SKIPPED']);

/** Sorts failed ones first, then waiting, running and pending ones. Otherwise keeps the order. */
export function byUrgency<T extends InState>(runs: readonly T[]): T[] {
  return [...runs].sort((a, b) => rank(a) - rank(b));
}

function rank({ state }: InState): number {
  const at = URGENT.indexOf(state.current);
  if (at >= 0) return at;
  return isFine(state) ? URGENT.length + 1 : URGENT.length;
}

/** Whether a state needs nobody's attention. */
export function isFine({ current }: InState['state']): boolean {
  return CALM.has(current);
}

/** A task run, or what else is in a state of Kestra. */
interface InState {
  state: { current: string };
}

/** States in the order in which somebody wants to see them; those not named come after these. */
const URGENT = [
  ...['FAILED', 'KILLED', 'KILLING', 'CANCELLED', 'PAUSED', 'BREAKPOINT', 'WARNING'],
  ...['RUNNING', 'RETRYING', 'RETRIED'],
];
const CALM: ReadonlySet<string> = new Set(['SUCCESS', 'SKIPPED']);

/** The failed ones first, then those that wait, run, or are still to begin; in the given order otherwise. */
export function byUrgency<T extends InState>(runs: readonly T[]): T[] {
  return [...runs].sort((a, b) => rank(a) - rank(b));
}

function rank({ state }: InState): number {
  const at = URGENT.indexOf(state.current);
  if (at >= 0) return at;
  return isFine(state) ? URGENT.length + 1 : URGENT.length;
}

/** Whether a state is one that nobody has to look into. */
export function isFine({ current }: InState['state']): boolean {
  return CALM.has(current);
}

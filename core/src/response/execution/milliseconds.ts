/** Dates and durations of a state, which Kestra returns in micro- or nanoseconds. */
const TIMES: ReadonlySet<string> = new Set(['startDate', 'endDate', 'duration', 'date']);

/**
 * Rounds `2026-11-22T18:45:01.347521159Z` down to milliseconds, and likewise `PT0.163517S`. Returns other texts
 * unchanged.
 */
export function toMilliseconds(text: string): string {
  return text.replace(/(\.\d{3})\d+(?=(?:S|Z|[+-]\d\d:?\d\d)?$)/, '$1');
}

/** A state with times in milliseconds and without nulls. */
export function plainState<T extends object>(state: T): T {
  const told = Object.entries(state).flatMap(([key, value]) => {
    if (value === null || value === undefined) return [];
    if (typeof value === 'string' && TIMES.has(key)) return [[key, toMilliseconds(value)]];
    return [[key, Array.isArray(value) ? value.map(plainEntry) : value]];
  });
  return Object.fromEntries(told) as T;
}

/** An entry of a history. */
function plainEntry(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null ? plainState(entry) : entry;
}

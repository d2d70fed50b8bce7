/** Dates and durations of a state, which Kestra gives to the micro- or nanosecond. */
const TIMES: ReadonlySet<string> = new Set(['startDate', 'endDate', 'duration', 'date']);

/** `2026-11-22T18:45:01.347521159Z` to the millisecond, and so `PT0.163517S`; another text as it is. */
export function toMilliseconds(text: string): string {
  return text.replace(/(\.\d{3})\d+(?=(?:S|Z|[+-]\d\d:?\d\d)?$)/, '$1');
}

/** A state with times to the millisecond, and without what is null. */
export function plainState<T extends object>(state: T): T {
  const told = Object.entries(state).flatMap(([key, value]) => {
    if (value === null || value === undefined) return [];
    if (typeof value === 'string' && TIMES.has(key)) return [[key, toMilliseconds(value)]];
    return [[key, Array.isArray(value) ? value.map(plainEntry) : value]];
  });
  return Object.fromEntries(told) as T;
}

/** Of a history. */
function plainEntry(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null ? plainState(entry) : entry;
}

/** Limits for the interval at which a watched resource is read again, in milliseconds. */
const OFTENEST = 1_000;
const SELDOMEST = 86_400_000;

/** The names in the braces of a URI template. `{+path}` is `path`. */
export function namesIn(uri: string): string[] {
  return [...uri.matchAll(/\{\+?([^{}]*)\}/g)].map(([, name = '']) => name);
}

/**
 * Describes what is wrong with how a manifest declares watching a resource, continuing a sentence that starts with its
 * name.
 */
export function watchFault({ watch, ttlMs }: Record<string, unknown>): string | undefined {
  if (ttlMs !== undefined && !isCount(ttlMs, 0)) return 'has a `ttlMs` that is not a number of milliseconds';
  if (watch === undefined) return undefined;
  const { everyMs } = (watch ?? {}) as Record<string, unknown>;
  return isCount(everyMs, OFTENEST, SELDOMEST)
    ? undefined
    : `has a \`watch\` that is neither true nor { everyMs } with a value from ${OFTENEST} to ${SELDOMEST}`;
}

/** Same for the completion of an argument. */
export function completeFault(complete: unknown): string | undefined {
  return complete === undefined || complete === true || areTexts(complete)
    ? undefined
    : 'has a `complete` that is neither true nor a list of strings';
}

export function areTexts(values: unknown): values is string[] {
  return Array.isArray(values) && values.every((value) => typeof value === 'string');
}

function isCount(value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}

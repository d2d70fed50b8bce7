import { quoted } from '../author/names.js';
import type { ResourceDeclaration } from '../author/resource.js';
import type { Completers } from '../completing/completer.js';
import type { Wrong } from '../load/check.js';
import { areTexts, watchFault } from './completing-fault.js';
import type { CompleteManifest, JsonSchema } from './manifest.js';

/** Default interval at which a watched resource is read again, in milliseconds. */
const USUALLY = 10_000;

/** The completions of these arguments for a manifest. Throws if a declaration is invalid. */
export function describeComplete(
  complete: Completers | undefined,
  names: readonly string[],
  wrong: Wrong,
): Record<string, CompleteManifest> {
  const given: unknown = complete ?? {};
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw wrong('has a `complete` that is not an object');
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, completer]) => completer !== undefined)
      .map(([name, completer]) => {
        if (!names.includes(name))
          throw wrong(`completes ${quoted(name)}, which is not one of its arguments`);
        if (typeof completer === 'function') return [name, true];
        if (!areTexts(completer))
          throw wrong(
            `completes ${quoted(name)} with something that is neither a function nor a list of strings`,
          );
        return [name, [...completer]];
      }),
  );
}

/** The values that the schema of an argument lists. */
export function valuesOf({ enum: values }: JsonSchema): string[] | undefined {
  return areTexts(values) ? [...values] : undefined;
}

/** How a manifest declares watching a resource. */
export function describeWatch({ watch, ttlMs }: ResourceDeclaration, wrong: Wrong) {
  const described = {
    ...(watch !== undefined && { watch: watch === true ? { everyMs: USUALLY } : often(watch) }),
    ...(ttlMs !== undefined && { ttlMs }),
  };
  const fault = watchFault(described);
  if (fault !== undefined) throw wrong(fault);
  return described;
}

/** A JavaScript author may have passed anything, so this is checked later. */
function often(watch: { everyMs?: number }): { everyMs: number } {
  return typeof watch === 'object' && watch !== null ? { everyMs: watch.everyMs ?? USUALLY } : watch;
}

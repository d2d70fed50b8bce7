import { describeError, type KestraClient, KestraError } from '@kestra-mcp/core';

/** What expressions can use on this instance; undefined if that cannot be known. */
export interface Words {
  functions: ReadonlySet<string> | undefined;
  filters: ReadonlySet<string> | undefined;
  /** Names of secrets in upper case, by namespace. */
  secrets: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Which of these are needed. */
export interface WordsNeeded {
  functions: boolean;
  filters: boolean;
  secretsOf: readonly string[];
}

/** Part of the language itself. Kestra's lists do not have them. */
const FUNCTIONS = ['block', 'parent', 'i18n', 'include'];
const FILTERS = ['escape', 'raw'];

/** Asks the instance for what is needed. If something cannot be known, the reason goes to `unchecked`. */
export async function wordsOf(
  kestra: KestraClient,
  needed: WordsNeeded,
  unchecked: string[],
): Promise<Words> {
  const known = <T>(what: string, asked: Promise<T>) =>
    asked.catch((error: unknown) => {
      // If Kestra or the user's permissions do not allow it, check the rest.
      if (!(error instanceof KestraError)) throw error;
      unchecked.push(`${what}: ${describeError(error).split('\n')[0]}`);
      return undefined;
    });
  const orUnknown = <T>(what: string, all: readonly T[] | undefined) => {
    if (all?.length !== 0) return all;
    // Every Kestra has some. An empty list means that Kestra does not list them.
    unchecked.push(`${what}: Kestra lists none.`);
    return undefined;
  };
  const [listedFunctions, listedFilters, ...secrets] = await Promise.all([
    needed.functions ? known('Functions of expressions', kestra.pebble.functions()) : undefined,
    needed.filters ? known('Filters of expressions', kestra.pebble.filters()) : undefined,
    ...needed.secretsOf.map(async (namespace) => {
      const names = await known(`Secrets of ${namespace}`, kestra.secrets.names(namespace));
      return names && ([namespace, new Set(names.map((name) => name.toUpperCase()))] as const);
    }),
  ]);
  const functions = orUnknown('Functions of expressions', listedFunctions);
  const filters = orUnknown('Filters of expressions', listedFilters);
  return {
    functions: functions && new Set([...functions.map(({ name }) => name), ...FUNCTIONS]),
    filters: filters && new Set([...filters, ...FILTERS]),
    secrets: new Map(secrets.filter((one) => one !== undefined)),
  };
}

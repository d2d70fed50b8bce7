import { describeError, type KestraClient, KestraError } from '@kestra-mcp/core';

/** What expressions can use on this instance; undefined where that cannot be known. */
export interface Words {
  functions: ReadonlySet<string> | undefined;
  filters: ReadonlySet<string> | undefined;
  /** Names of secrets, in capitals, by namespace. */
  secrets: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What of it is needed. */
export interface WordsNeeded {
  functions: boolean;
  filters: boolean;
  secretsOf: readonly string[];
}

/** Part of the language itself, which no list has. */
const FUNCTIONS = ['block', 'parent', 'i18n', 'include'];
const FILTERS = ['escape', 'raw'];

/** Asks the instance for what is needed; why something is not known goes to `unchecked`. */
export async function wordsOf(
  kestra: KestraClient,
  needed: WordsNeeded,
  unchecked: string[],
): Promise<Words> {
  const known = <T>(what: string, asked: Promise<T>) =>
    asked.catch((error: unknown) => {
      // A Kestra that does not tell, or not to this user, is no reason to judge nothing.
      if (!(error instanceof KestraError)) throw error;
      unchecked.push(`${what}: ${describeError(error).split('\n')[0]}`);
      return undefined;
    });
  const orUnknown = <T>(what: string, all: readonly T[] | undefined) => {
    if (all?.length !== 0) return all;
    // Each Kestra has some: one that lists none does not tell.
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

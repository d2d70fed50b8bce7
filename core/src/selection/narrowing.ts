import type { ToolsConfig } from '../config/config.js';
import { ConfigError } from '../foundation/errors.js';
import { beginning } from '../foundation/hidden.js';
import type { Registry } from '../registry/registry.js';
import { checkNames } from './check.js';
import type { SelectionInputs } from './live.js';

/** What a client takes away for itself of what the configuration leaves on. It can add nothing. */
export interface Narrowing {
  readOnly?: boolean;
  /** Names as `tools.only` has them; of several lists, what all of them name. An empty one names nothing. */
  only?: readonly (readonly string[])[];
}

const ORIGIN = "the client's own selection";
const AT_START = "The client's own selection";
const MOST = 200;
const LONGEST = 100;
/** A pattern of a stranger: each further star makes the search for what it matches longer by a power. */
const MOST_STARS = 3;
const SIGNS = /[*?[\]{}]/g;

/** A ConfigError for a name that means nothing here; one that is merely off is no mistake. */
export function checkNarrowing({ only = [] }: Narrowing, registry: Registry): void {
  const names = only.flat();
  if (names.length > MOST) throw refused(`has ${names.length} names, but at most ${MOST} are allowed.`);
  for (const name of names) {
    if (name.length > LONGEST) throw refused(`has a name that is too long: ${beginning(name, 40)}….`);
    if ((name.match(SIGNS)?.length ?? 0) > MOST_STARS)
      throw refused(`has too many wildcards in "${name}": at most ${MOST_STARS} are allowed.`);
  }
  checkNames(
    { tools: { enable: [], disable: [], readOnly: false, further: furtherOf(only, AT_START) }, origins: {} },
    registry,
  );
}

/** The inputs of a selection with that taken away. */
export function narrowedInputs(
  { registry, config, origins }: SelectionInputs,
  narrowing: Narrowing,
): SelectionInputs {
  const { readOnly = false, only = [] } = narrowing;
  return {
    registry,
    config: {
      ...config,
      readOnly: config.readOnly || readOnly,
      further: [...(config.further ?? []), ...furtherOf(only)],
    },
    origins: { ...origins, ...(readOnly && !config.readOnly && { readOnly: ORIGIN }) },
  };
}

function furtherOf(
  only: readonly (readonly string[])[],
  origin = ORIGIN,
): NonNullable<ToolsConfig['further']> {
  return only.map((names) => ({ list: 'only', names, origin, trusted: true }));
}

function refused(what: string): ConfigError {
  return new ConfigError(`${AT_START} ${what}`);
}

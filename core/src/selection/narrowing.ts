import type { ToolsConfig } from '../config/config.js';
import { ConfigError } from '../foundation/errors.js';
import { beginning } from '../foundation/hidden.js';
import type { Registry } from '../registry/registry.js';
import { checkNames } from './check.js';
import type { SelectionInputs } from './live.js';

/** What a client disables for itself. It cannot enable anything. */
export interface Narrowing {
  readOnly?: boolean;
  /** Names as in `tools.only`. Of several lists, only what is in all of them stays. An empty list matches nothing. */
  only?: readonly (readonly string[])[];
}

const ORIGIN = "the client's own selection";
const AT_START = "The client's own selection";
const MOST = 200;
const LONGEST = 100;
/** Patterns are untrusted, and the matching time grows exponentially with the number of wildcards. */
const MOST_STARS = 3;
const SIGNS = /[*?[\]{}]/g;

/** Throws a ConfigError for a name that matches nothing. A name of something disabled is fine. */
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

/** The inputs of a selection after narrowing. */
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

import { InputError } from '../../foundation/errors.js';
import { type Declared, type DeclaredInput, isGroup } from './declared.js';
import { type GivenInputs, namedValues } from './given-inputs.js';
import { unsafeInteger } from './unsafe-integer.js';

type Values = Readonly<Record<string, unknown>>;

/** Types whose values are structured in responses, but are sent as JSON text. */
const AS_JSON = new Set(['JSON', 'YAML', 'ION', 'ARRAY', 'MULTISELECT']);

/** The inputs of an execution with some of them replaced. Null removes one, so that its default applies. */
export function renewedInputs(declared: Declared, values: unknown, given: GivenInputs): Values {
  const named = namedValues(declared, given).map(({ name, value }) => [name, value] as const);
  return {
    ...keptInputs(declared, values, new Set(named.map(([name]) => name))),
    ...Object.fromEntries(named),
  };
}

/**
 * The inputs of an execution in a form that can be sent again, except the ones that are replaced. They are needed
 * because Kestra applies defaults to inputs that are not sent. Throws for an input whose value the response does not
 * show unchanged.
 */
function keptInputs({ inputs }: Declared, values: unknown, anew: ReadonlySet<string>): Values {
  const kept = inputs
    .filter(({ id }) => !anew.has(id))
    .flatMap((input) => entriesOf(input, valueAt(values, input.id)))
    .filter(([name, value]) => !anew.has(name) && value !== null && value !== undefined);
  return Object.fromEntries(kept);
}

function entriesOf(input: DeclaredInput, value: unknown): [string, unknown][] {
  if (value === null || value === undefined) return [];
  // The members of a form are declared next to it.
  if (isGroup(input)) return input.type === 'FORM' ? [] : membersOf(input, value);
  if (input.type === 'SECRET') throw lost(input, 'is a SECRET, which Kestra does not return');
  if (unsafeInteger(value) !== undefined)
    throw lost(input, 'has a number that JSON cannot represent exactly');
  return [[input.id, again(input, value)]];
}

function again({ type }: DeclaredInput, value: unknown): unknown {
  // The response has seconds.
  if (type === 'DURATION' && typeof value === 'number') return `PT${value}S`;
  return AS_JSON.has(type) ? JSON.stringify(value) : value;
}

function membersOf({ id }: DeclaredInput, value: unknown): [string, unknown][] {
  if (typeof value !== 'object') return [];
  return Object.entries(value ?? {}).map(([member, each]) => [`${id}.${member}`, each]);
}

/** Ids with dots are nested in responses. */
function valueAt(values: unknown, id: string): unknown {
  const all = (values ?? {}) as Values;
  if (Object.hasOwn(all, id)) return all[id];
  return id.split('.').reduce<unknown>((value, key) => (value as Values | undefined)?.[key], all);
}

function lost({ id }: DeclaredInput, why: string): InputError {
  return new InputError(`The input "${id}" cannot be kept: it ${why}.`, {
    hint: 'Pass its value in the inputs.',
  });
}

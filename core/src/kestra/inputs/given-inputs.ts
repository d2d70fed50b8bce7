import { InputError, inputError } from '../../foundation/errors.js';
import { beginning } from '../../foundation/hidden.js';
import { didYouMean } from '../../foundation/nearest.js';
import { type Declared, type DeclaredInput, isGroup, isOpen } from './declared.js';

/** Inputs as a caller passes them. */
export type GivenInputs = Readonly<Record<string, unknown>>;

/** A value with the input that it is for. Without an input if only Kestra knows it. */
export interface NamedValue {
  name: string;
  value: unknown;
  input: DeclaredInput | undefined;
}

/**
 * Finds the input of each value: by its id or, if ids contain dots, in the nested form that Kestra returns. Throws for
 * a name that the flow does not have, because Kestra would silently drop it.
 */
export function namedValues(declared: Declared, given: GivenInputs): NamedValue[] {
  const known = new Map(declared.inputs.map((input) => [input.id, input]));
  const named = Object.entries(given).flatMap(([name, value]) => find(name, value, known));
  const unknown = isOpen(declared) ? [] : named.filter(({ input }) => input === undefined);
  if (unknown.length > 0) throw unknownNames(declared, unknown);
  refuseTwice(named);
  return named;
}

/** False for null, which means that no value is given. */
export function isGiven({ value }: { value: unknown }): boolean {
  return value !== null && value !== undefined;
}

function find(name: string, value: unknown, known: ReadonlyMap<string, DeclaredInput>): NamedValue[] {
  const input = known.get(name);
  const members = isObject(value) ? Object.entries(value) : [];
  if (input !== undefined && !isGroup(input)) refuseBoth(name, members, known);
  const nested = input === undefined ? hasBelow(name, known) : isGroup(input);
  if (members.length === 0 || !nested) return [{ name, value, input }];
  return members.flatMap(([member, each]) => find(`${name}.${member}`, each, known));
}

/** Kestra would use the whole value for one input and leave the other without a value. */
function refuseBoth(
  name: string,
  members: readonly [string, unknown][],
  known: ReadonlyMap<string, DeclaredInput>,
): void {
  const other = members.map(([member]) => `${name}.${member}`).find((id) => known.has(id));
  if (other === undefined) return;
  throw new InputError(
    `The input "${name}" is ambiguous: it can mean the input with that id, or "${other}".`,
    {
      hint: `Pass the value of "${other}" as "${other}", and only the rest as "${name}".`,
    },
  );
}

function hasBelow(name: string, known: ReadonlyMap<string, DeclaredInput>): boolean {
  return [...known.keys()].some((id) => id.startsWith(`${name}.`));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unknownNames({ of, inputs }: Declared, unknown: readonly NamedValue[]): InputError {
  const ids = [...new Set(inputs.map(({ id }) => id))];
  const lines = unknown.slice(0, 20).map(({ name }) => {
    const shown = beginning(name, 100);
    return `${of} has no input "${shown}".${didYouMean(shown, ids)}`;
  });
  const shown =
    ids.length > 30 ? `${ids.slice(0, 30).join(', ')} and ${ids.length - 30} more` : ids.join(', ');
  const hint = ids.length === 0 ? 'It takes no inputs.' : `Its inputs are: ${shown}.`;
  return inputError('The inputs', lines, hint);
}

function refuseTwice(named: readonly NamedValue[]): void {
  const seen = new Set<string>();
  for (const { name } of named) {
    if (seen.has(name)) {
      throw new InputError(`The input "${name}" is given twice: by its id and nested.`, {
        hint: 'Pass it only once.',
      });
    }
    seen.add(name);
  }
}

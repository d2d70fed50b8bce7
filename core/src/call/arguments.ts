import type * as z from 'zod';
import { InputError } from '../foundation/errors.js';
import { beginning } from '../foundation/hidden.js';
import { didYouMean } from '../foundation/nearest.js';
import type { JsonSchema } from '../plugin/manifest/manifest.js';
import { meantBy } from './synonyms.js';

type Arguments = Record<string, unknown>;

/**
 * Takes away the optional arguments that mean "left out": `null`, and the value that the schema states as default.
 * Prompts written for the Python server send these.
 */
export function withoutBlanks(given: Arguments, schema: JsonSchema): Arguments {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  const required = new Set((schema.required ?? []) as string[]);
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => {
      if (!Object.hasOwn(properties, name) || required.has(name)) return true;
      return value !== null && !sameJson(value, properties[name]?.default);
    }),
  );
}

function sameJson(value: unknown, standard: unknown): boolean {
  if (typeof value !== 'object' || typeof standard !== 'object') return value === standard;
  // Only an empty array or object is ever a default.
  return JSON.stringify(value) === JSON.stringify(standard);
}

/** Arguments that fit the schema, or an error that names each one that does not and says what is allowed. */
export function validate(
  given: Arguments,
  input: z.ZodObject,
  allowed: (argument: string) => readonly string[] | undefined,
): object {
  const parsed = input.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.slice(0, 20).map((issue) => describeIssue(issue, given, input, allowed));
  const [first = 'The arguments are not valid.', ...details] = lines;
  throw new InputError(first, { details });
}

function describeIssue(
  issue: z.core.$ZodIssue,
  given: Arguments,
  input: z.ZodObject,
  allowed: (argument: string) => readonly string[] | undefined,
): string {
  const name = beginning(issue.path.map(String).join('.'), 100);
  if (issue.code === 'unrecognized_keys')
    return issue.keys
      .slice(0, 10)
      .map((key) => unknownArgument(key, name, input))
      .join(' ');
  if (issue.path.length === 1 && given[name] === undefined && Object.hasOwn(input.shape, name)) {
    return `The argument "${name}" is missing.${list(allowed(name))}`;
  }
  const choices = issue.code === 'invalid_value' ? (allowed(name) ?? issue.values.map(String)) : undefined;
  if (choices !== undefined)
    return `The argument "${name}" is ${shown(valueAt(given, issue.path))}.${list(choices)}`;
  return `The argument "${name}" is not valid: ${clause(issue.message)}. It is ${shown(valueAt(given, issue.path))}.`;
}

function unknownArgument(key: string, path: string, input: z.ZodObject): string {
  const known = Object.keys(input.shape);
  const name = beginning(path === '' ? key : `${path}.${key}`, 100);
  const [meant, ...more] = path === '' ? meantBy(key, known) : [];
  const nearest = meant === undefined ? didYouMean(key, known) : didYouMean(meant, [meant, ...more]);
  return `There is no argument "${name}".${nearest} The arguments are: ${known.join(', ')}.`;
}

function list(values: readonly string[] | undefined): string {
  return values === undefined ? '' : ` Allowed: ${values.join(', ')}.`;
}

function clause(message: string): string {
  return message.replace(/^Invalid input: /, '').replace(/\.$/, '');
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    given,
  );
}

/** A value as an error may quote it: short, whatever was sent. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${beginning(text, 60)}… (${text.length} characters)` : text;
}

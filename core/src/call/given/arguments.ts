import type * as z from 'zod';
import { InputError } from '../../foundation/errors.js';
import { beginning } from '../../foundation/hidden.js';
import { didYouMean } from '../../foundation/nearest.js';
import type { JsonSchema } from '../../plugin/manifest/manifest.js';
import { meantBy } from './synonyms.js';
import { whyOf } from './why.js';

type Arguments = Record<string, unknown>;

/**
 * Removes optional arguments that mean "left out": `null`, and the schema's stated default. Prompts written for the
 * Python server send these.
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
  // Only empty arrays and objects are compared: no other array or object is ever a default.
  return JSON.stringify(value) === JSON.stringify(standard);
}

/**
 * Checks the arguments against the schema. The error names each invalid argument and the allowed values. It mentions
 * only what is listed: it does not reveal disabled actions or values that the configuration fixes.
 */
export function validate(given: Arguments, input: z.ZodObject, listed: () => JsonSchema): object {
  const parsed = input.safeParse(given);
  if (parsed.success) return parsed.data;
  const schema = listed();
  const { issues } = parsed.error;
  const lines = issues.slice(0, MOST).flatMap((issue) => describeIssue(issue, given, schema));
  if (lines.length === 1) throw new InputError(lines[0] ?? '');
  throw new InputError(`The arguments have ${problemsIn(issues)}:`, { details: lines });
}

/** The maximum number of issues that an error describes, and of unknown arguments. */
const MOST = 20;
const MOST_KEYS = 10;

function problemsIn(issues: readonly z.core.$ZodIssue[]): string {
  const counts = issues.map((issue) => (issue.code === 'unrecognized_keys' ? issue.keys.length : 1));
  const whole = counts.reduce((sum, count) => sum + count, 0);
  const isCut =
    counts.length > MOST ||
    issues.some(({ code }, at) => code === 'unrecognized_keys' && (counts[at] ?? 0) > MOST_KEYS);
  return isCut ? `${whole} problems. The first are` : `${whole} problems`;
}

function describeIssue(issue: z.core.$ZodIssue, given: Arguments, listed: JsonSchema): string | string[] {
  const name = beginning(issue.path.map(String).join('.'), 100);
  const schema = schemaAt(listed, issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, MOST_KEYS).map((key) => unknownArgument(key, name, schema));
  const [top] = issue.path;
  if (typeof top === 'string' && given[top] !== undefined && !Object.hasOwn(listed.properties ?? {}, top))
    return unknownArgument(top, '', listed);
  const allowed = schema?.enum as string[] | undefined;
  if (issue.path.length > 0 && valueAt(given, issue.path) === undefined && schema !== undefined)
    return `The argument "${name}" is missing.${list(allowed)}`;
  const choices = issue.code === 'invalid_value' ? (allowed ?? issue.values.map(String)) : allowed;
  if (choices !== undefined)
    return `The argument "${name}" cannot be ${shown(valueAt(given, issue.path))}.${list(choices)}`;
  return `The argument "${name}" is not valid: ${whyOf(issue)}. It is ${shown(valueAt(given, issue.path))}.`;
}

function unknownArgument(key: string, path: string, schema: JsonSchema | undefined): string {
  const known = Object.keys(schema?.properties ?? {});
  const name = beginning(path === '' ? key : `${path}.${key}`, 100);
  const [meant, ...more] = path === '' ? meantBy(key, known) : [];
  const nearest = meant === undefined ? didYouMean(key, known) : didYouMean(meant, [meant, ...more]);
  const where = path === '' ? 'The arguments' : `The members of "${path}"`;
  return `There is no argument "${name}".${nearest}${known.length > 0 ? ` ${where} are: ${known.join(', ')}.` : ''}`;
}

/** Finds the listed schema of a nested argument. */
function schemaAt(root: JsonSchema, path: readonly PropertyKey[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((schema, key) => {
    if (typeof key === 'number') return schema?.items as JsonSchema | undefined;
    const properties = (schema?.properties ?? {}) as Record<PropertyKey, JsonSchema>;
    return Object.hasOwn(properties, key) ? properties[key] : undefined;
  }, root);
}

function list(values: readonly string[] | undefined): string {
  return values === undefined ? '' : ` Allowed: ${values.join(', ')}.`;
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    given,
  );
}

/** Quotes a value in an error, shortened. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${beginning(text, 60)}… (${text.length} characters)` : text;
}

import type { JsonSchema } from '../plugin/manifest/manifest.js';
import { placeAt } from './address.js';
import { choiceIn, jsonIn, numberIn, truthIn } from './texts.js';

/** A parameter as listed, and whether it accepts a value. */
export interface Parameter {
  name: string;
  schema: JsonSchema;
  fits: (value: unknown) => boolean;
}

/** Names of arguments whose values never contain spaces. */
const ID = /(^|_)(ids?|uid|namespace)_?$|[a-z]Ids?$|^key$/;
const MOST_ITEMS = 1_000;

/**
 * Converts a value into the form that the parameter accepts, if only one meaning is possible. Otherwise it returns what
 * was sent. A value that fits stays unchanged, so free text does. There are two exceptions: the spaces around an id,
 * and a text for a number or boolean, because the parameter itself might read "false" as true.
 */
export function healed(sent: unknown, parameter: Parameter): unknown {
  const { name, schema, fits } = parameter;
  const value = ID.test(name) && isPlainText(schema) ? withoutEdges(sent) : sent;
  // The schema is consulted only if another reading exists, so most values cost nothing.
  const meant = candidates(value, parameter).filter((each) => each !== undefined);
  if (meant.length === 0 || (!isRead(value, schema) && fits(value))) return value;
  return meant.find(fits) ?? sent;
}

function isRead(value: unknown, schema: JsonSchema): boolean {
  return typeof value === 'string' && ['number', 'integer', 'boolean'].includes(String(typeOf(schema)));
}

/** The type that a schema names, ignoring `null`. Undefined if it names several. */
export function typeOf({ type, anyOf }: JsonSchema): unknown {
  const types = Array.isArray(type) ? type : Array.isArray(anyOf) ? anyOf.map((each) => each?.type) : [type];
  const named = types.filter((each) => each !== 'null');
  return named.length === 1 ? named[0] : undefined;
}

function candidates(value: unknown, parameter: Parameter): unknown[] {
  if (value === '') return [];
  const { name, schema } = parameter;
  const type = typeOf(schema);
  if (type === 'array') return lists(value, parameter);
  const choices = (schema.enum ?? ('const' in schema ? [schema.const] : undefined)) as unknown[] | undefined;
  if (typeof value === 'number' && type === 'string' && choices) return [choiceIn(String(value), choices)];
  if (typeof value !== 'string') return [];
  if (choices?.includes(value)) return [];
  if (type === 'string') return [choices ? choiceIn(value, choices) : executionAt(value, name)];
  if (type === 'number' || type === 'integer') return [numberIn(value)];
  if (type === 'boolean') return [truthIn(value)];
  return type === 'object' ? [jsonIn(value)] : [];
}

/**
 * A JSON list, a single value, or a list whose values are each converted. A text that looks like JSON is not a single
 * value.
 */
function lists(value: unknown, parameter: Parameter): unknown[] {
  const looksLikeJson = typeof value === 'string' && /^\s*[[{]/.test(value);
  const meant = looksLikeJson ? jsonIn(value) : value;
  if (meant === undefined) return [];
  const list: unknown[] = Array.isArray(meant) ? meant : [meant];
  return [list, itemsHealed(list, parameter), meant].filter((each) => each !== value);
}

function itemsHealed(list: readonly unknown[], parameter: Parameter): unknown[] | undefined {
  const { items: listed } = parameter.schema;
  // `items` is `false` for a tuple.
  if (typeof listed !== 'object' || listed === null || list.length > MOST_ITEMS) return undefined;
  const schema = listed as JsonSchema;
  const type = typeOf(schema);
  if (type === 'array') return undefined;
  if (type === 'object') return list.map((value) => objectHealed(value, schema));
  // Long lists of ids are common, and need no conversion without an address.
  if (type === 'string' && !schema.enum && !list.some(isAddress)) return undefined;
  const item = { ...parameter, schema, fits: (value: unknown) => parameter.fits([value]) };
  const items = list.map((value) => healed(value, item));
  return items.some((each, n) => each !== list[n]) ? items : undefined;
}

/** Converts an object, or its JSON text, and its numbers, booleans and choices. */
function objectHealed(sent: unknown, schema: JsonSchema): unknown {
  const value = typeof sent === 'string' ? (jsonIn(sent) ?? sent) : sent;
  const members = schema.properties as Record<string, JsonSchema> | undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !members) return value;
  const entries = Object.entries(value).map(([name, each]) => {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    const isText = member === undefined || typeOf(member) === 'string';
    return [name, isText ? each : healed(each, { name, schema: member, fits: () => true })] as const;
  });
  return Object.fromEntries(entries);
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && value.includes('/ui/');
}

/** The execution id in an address. It is safe on any instance, because execution ids are unique. */
function executionAt(text: string, name: string): string | undefined {
  return /^(execution_?ids?|ids)$/i.test(name) ? placeAt(text)?.execution_id : undefined;
}

function isPlainText(schema: JsonSchema): boolean {
  const type = typeOf(schema);
  return (
    type === 'string' || (type === 'array' && (schema.items as JsonSchema | undefined)?.type === 'string')
  );
}

/** A text of only spaces stays as it is: it does not mean "nothing", and an empty text would mean more. */
function withoutEdges(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > MOST_ITEMS ? value : value.map(withoutEdges);
  return typeof value === 'string' ? value.trim() || value : value;
}

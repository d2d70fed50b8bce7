import type * as z from 'zod';
import type { JsonSchema } from '../manifest/manifest.js';

/** Deeper than any options. A schema may refer to itself. */
const DEEPEST = 50;
/** All strings in a value that is secret as a whole. */
export function textsIn(value: unknown, depth = 0): string[] {
  if (['string', 'number', 'bigint'].includes(typeof value)) return [String(value)];
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  if (value instanceof Date) return [value.toISOString()];
  const members = value instanceof Map || value instanceof Set ? [...value.values()] : Object.values(value);
  return members.flatMap((member) => textsIn(member, depth + 1));
}

/** Finds secrets by a manifest's JSON Schema, whatever part of it applies to a value. */
export function secretsByJson(schema: JsonSchema | undefined, given: unknown): string[] {
  return schema === undefined ? [] : within(schema, given, 0);

  function within(given: unknown, value: unknown, depth: number): string[] {
    if (typeof given !== 'object' || given === null || depth > DEEPEST) return [];
    const node = given as JsonSchema;
    if (node.secret === true) return textsIn(value);
    const same = [...list(node.anyOf), ...list(node.oneOf), ...list(node.allOf), referred(node.$ref)];
    const own = same.flatMap((each) => within(each, value, depth + 1));
    if (typeof value !== 'object' || value === null) return own;
    const members = Array.isArray(value)
      ? value.map((item, n): [unknown, unknown] => [list(node.prefixItems)[n] ?? node.items, item])
      : Object.entries(value).map(([name, member]): [unknown, unknown] => [memberOf(node, name), member]);
    const names = Array.isArray(value) ? [] : Object.keys(value).map((name) => [node.propertyNames, name]);
    return [...own, ...[...members, ...names].flatMap(([each, one]) => within(each, one, depth + 1))];
  }

  function referred(reference: unknown): unknown {
    if (typeof reference !== 'string' || !reference.startsWith('#')) return undefined;
    const path = reference.slice(1).split('/').filter(Boolean);
    return path.reduce<unknown>((node, name) => (node as JsonSchema | undefined)?.[name], schema);
  }
}

function memberOf({ properties, additionalProperties }: JsonSchema, name: string): unknown {
  const known = (properties ?? {}) as Record<string, unknown>;
  return Object.hasOwn(known, name) ? known[name] : additionalProperties;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Where a zod schema keeps the schemas for the same value. */
const SAME = ['innerType', 'in', 'out', 'left', 'right'] as const;
type Def = Readonly<Record<string, unknown>>;

/** Finds values marked with `.meta({ secret: true })` in a zod schema of any shape and any copy of zod. */
export function secretsByZod(schema: z.core.$ZodType | undefined, given: unknown, depth = 0): string[] {
  if (schema === undefined || depth > DEEPEST) return [];
  if (isMarked(schema)) return textsIn(given);
  const def = schema._zod.def as unknown as Def;
  const below = (each: unknown, value: unknown) =>
    secretsByZod(each as z.core.$ZodType | undefined, value, depth + 1);
  const same = [...SAME.map((name) => def[name]), ...list(def.options), lazy(def)];
  const own = same.flatMap((each) => below(each, given));
  // The value before preprocessing is unknown.
  if (isPrepared(def) && typeof given === 'string' && holdsSecret(def.out, 0)) return [...own, given];
  return [...own, ...membersBy(def, given).flatMap(([each, value]) => below(each, value))];
}

/** The members of a value with the schemas that apply to them. */
function membersBy(def: Def, given: unknown): [unknown, unknown][] {
  if (typeof given !== 'object' || given === null) return [];
  const { shape, catchall, element, items, rest, keyType, valueType } = def;
  if (Array.isArray(given))
    return given.map((item, n) => [element ?? list(items)[n] ?? rest, item] as [unknown, unknown]);
  if (given instanceof Set) return [...given].map((item) => [valueType, item]);
  const entries = given instanceof Map ? [...given] : Object.entries(given);
  const known = (shape ?? {}) as Record<string, unknown>;
  return entries.flatMap(([name, value]): [unknown, unknown][] => [
    [Object.hasOwn(known, String(name)) ? known[String(name)] : (catchall ?? valueType), value],
    [keyType, name],
  ]);
}

function isMarked(schema: z.core.$ZodType): boolean {
  try {
    return (schema as z.ZodType).meta?.()?.secret === true;
  } catch {
    return false;
  }
}

function lazy(def: Def): unknown {
  try {
    return typeof def.getter === 'function' ? def.getter() : undefined;
  } catch {
    return undefined;
  }
}

/** True for a pipe that accepts any value and marks its output as secret. */
export function isSecretBehind(schema: z.core.$ZodType): boolean {
  const def = schema._zod.def as unknown as Def;
  if (def.type !== 'pipe') return false;
  return isPrepared(def) ? holdsSecret(def.out, 0) : isMarked(def.out as z.core.$ZodType);
}

function isPrepared({ type, in: first }: Def): boolean {
  return type === 'pipe' && (first as z.core.$ZodType | undefined)?._zod.def.type === 'transform';
}

function holdsSecret(schema: unknown, depth: number): boolean {
  if (typeof schema !== 'object' || schema === null || !('_zod' in schema) || depth > DEEPEST) return false;
  if (isMarked(schema as z.core.$ZodType)) return true;
  const def = (schema as z.core.$ZodType)._zod.def as unknown as Def;
  const parts = [...Object.values(def), ...Object.values((def.shape ?? {}) as object), lazy(def)];
  return parts.some((part) =>
    list(part)
      .concat(part)
      .some((each) => holdsSecret(each, depth + 1)),
  );
}

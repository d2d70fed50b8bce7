import * as z from 'zod';
import { isSecretBehind } from '../load/secret-options.js';
import type { JsonSchema } from './manifest.js';
import { plainSchema } from './plain-schema.js';

/** Converts a zod schema to the JSON Schema that clients see, without redundant parts. */
export function jsonSchema(schema: z.ZodType, of: 'input' | 'output' | 'options'): JsonSchema {
  const io = of === 'output' ? 'output' : 'input';
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: keepMark });
  // What an author adds with `meta` may not be representable in JSON.
  return JSON.parse(JSON.stringify(lean(of === 'input' ? plainSchema(rest) : rest))) as JsonSchema;
}

/** Only the input of a pipe is described. Its output may be secret. */
function keepMark({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: JsonSchema }): void {
  if (isSecretBehind(zodSchema)) jsonSchema.secret = true;
}

/** Removes redundant keywords. Members below `properties` are parameter names, not keywords. */
function lean(value: unknown, names = false): unknown {
  if (Array.isArray(value)) return value.map((item) => lean(item));
  if (typeof value !== 'object' || value === null) return value;
  const telling = Object.entries(value).filter(([key, member]) => names || !saysNothing(key, member));
  return Object.fromEntries(
    telling.map(([key, member]) => [key, lean(member, !names && key === 'properties')]),
  );
}

/**
 * Redundant: the bounds of a safe integer; `additionalProperties: {}`, which is the default; that names are strings,
 * unless they are secret.
 */
function saysNothing(keyword: string, member: unknown): boolean {
  if (keyword === 'minimum' || keyword === 'maximum')
    return Math.abs(Number(member)) === Number.MAX_SAFE_INTEGER;
  if (keyword === 'additionalProperties' || keyword === 'properties') return isEmptyObject(member);
  return keyword === 'propertyNames' && (member as JsonSchema).secret !== true;
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

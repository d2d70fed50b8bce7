import { badRequest, invalidEntity, notConvertible } from '../http/envelope.js';
import type { Call } from '../http/router.js';
import { isObject, type JsonObject } from '../json.js';

/** The JSON object in the body of a request. */
export function objectOf(call: Call): JsonObject {
  const body = call.request.json();
  if (!isObject(body)) throw badRequest('A JSON object is expected');
  return body;
}

/** A required text. */
export function required(body: JsonObject, name: string, bean: string): string {
  const value = body[name];
  if (typeof value === 'string' && value !== '') return value;
  const violation = { message: 'must not be null', path: `${bean}.${name}` };
  throw invalidEntity(`${violation.path}: ${violation.message}`, [violation]);
}

/** An optional text. */
export function optional(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  return value === undefined || value === null ? undefined : String(value);
}

/** The texts in a list. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** A value that must be one of several names. */
export function oneOf<T extends string>(names: readonly T[], name: string, value: string): T {
  const found = names.find((each) => each === value);
  if (found) return found;
  throw notConvertible(name, value, `not one of the values accepted for Enum class: [${names.join(', ')}]`);
}

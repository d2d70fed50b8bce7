import { describeError } from '../foundation/errors.js';

/** Deeper than any meaningful value. */
const DEEPEST = 1_000;

/** A result contains something that JSON cannot represent. The message continues "its result". */
export class NoJsonError extends Error {
  constructor(what: string, path: readonly string[]) {
    super(`${path.length === 0 ? 'is' : `has at "${path.slice(0, 20).join('.')}"`} ${what}`);
    this.name = 'NoJsonError';
  }
}

/**
 * A value as its JSON represents it: a date is its ISO text, and an object with `toJSON` is what that returns. Throws a
 * NoJsonError that names the member if `JSON.stringify` would drop it or turn it into `{}`.
 */
export function jsonOf(value: unknown): unknown {
  return isSurelyJson(value) ? value : convert(value, [], new Set());
}

function isSurelyJson(value: unknown): boolean {
  try {
    return isJson(value, 0);
  } catch {
    // A getter threw. `convert` reports which one.
    return false;
  }
}

/** True for values like those parsed from JSON, which is almost all of them. The check allocates nothing. */
function isJson(value: unknown, depth: number): boolean {
  if (typeof value !== 'object')
    return typeof value !== 'function' && typeof value !== 'bigint' && typeof value !== 'symbol';
  if (value === null) return true;
  // Circular values also end here.
  if (depth > DEEPEST) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype || 'toJSON' in value) return false;
  for (const key in value) {
    if (!isJson((value as Record<string, unknown>)[key], depth + 1)) return false;
  }
  return true;
}

/**
 * `path` is the place of the value. The whole result shares one list, because a copy for each member would cost more
 * than the rest.
 */
function convert(value: unknown, path: string[], above: Set<object>): unknown {
  const given = read(path, () => withoutToJson(value, path));
  if (typeof given === 'bigint') throw new NoJsonError('a BigInt', path);
  if (typeof given === 'function' || typeof given === 'symbol')
    throw new NoJsonError(`a ${typeof given}`, path);
  if (typeof given !== 'object' || given === null) return given;
  if (above.has(given)) throw new NoJsonError('an object that contains itself', path);
  if (path.length > DEEPEST) throw new NoJsonError(`an object nested below ${DEEPEST} others`, path);
  above.add(given);
  const at = (key: string, member: unknown): unknown => {
    path.push(key);
    const converted = convert(member, path, above);
    path.pop();
    return converted;
  };
  const converted = Array.isArray(given)
    ? read(path, () => [...given]).map((item, index) => at(String(index), item))
    : Object.fromEntries(membersOf(given, path).map(([key, member]) => [key, at(key, member)]));
  above.delete(given);
  return converted;
}

function withoutToJson(value: unknown, path: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { toJSON } = value as { toJSON?: unknown };
  return typeof toJSON === 'function' ? toJSON.call(value, path.at(-1) ?? '') : value;
}

/** A map, a promise or an error has no members of its own, so its JSON would be `{}`. */
function membersOf(value: object, path: readonly string[]): [string, unknown][] {
  const members = read(path, () => Object.entries(value));
  const kind = read(path, () => kindOf(value));
  if (kind !== undefined && (members.length === 0 || ArrayBuffer.isView(value)))
    throw new NoJsonError(`an instance of ${kind}, which JSON cannot represent`, path);
  return members;
}

/** The class of a value. Undefined for a plain object from any realm. */
function kindOf(value: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  return String((prototype as { constructor?: { name?: unknown } }).constructor?.name ?? 'an unnamed class');
}

function read<T>(path: readonly string[], look: () => T): T {
  try {
    return look();
  } catch (error) {
    throw new NoJsonError(`something that cannot be read: ${describeError(error)}`, path);
  }
}

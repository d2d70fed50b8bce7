export type Json = Record<string, unknown>;

/** Returns the value if it is an object, or an empty object. */
export function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export type Json = Record<string, unknown>;

/** What is no object has no members. */
export function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

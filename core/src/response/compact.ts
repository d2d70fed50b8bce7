/**
 * Members whose content belongs to the user and not to Kestra's envelope. Everything in them stays unchanged, even
 * nulls.
 */
export const CONTENT: ReadonlySet<string> = new Set([
  'inputs',
  'outputs',
  'variables',
  'labels',
  'value',
  'values',
  'source',
  'tasks',
  'triggers',
  'errors',
  'finally',
  'afterExecution',
  'pluginDefaults',
  'listeners',
  'metadata',
  // in an assertion of a test
  'expected',
  'actual',
]);

/**
 * Kestra's envelope without members that carry no information: nulls, `_links`, and the `deleted: false` of flows and
 * executions. Content stays unchanged, and so do objects that are not plain, because the JSON of a date, for example,
 * is more than its members.
 */
export function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (!isPlain(value)) return value;
  const telling = Object.entries(value).filter(([key, member]) => !saysNothing(key, member, value));
  // Assignment would treat `__proto__` as something other than a name.
  return Object.fromEntries(
    telling.map(([key, member]) => [key, CONTENT.has(key) ? member : compact(member)]),
  );
}

/** True for an object without a class, from any realm. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function saysNothing(key: string, member: unknown, owner: object): boolean {
  if (CONTENT.has(key)) return false;
  if (member === null || member === undefined || key === '_links') return true;
  // In a response without an id, "not deleted" is the information.
  return key === 'deleted' && member === false && 'id' in owner;
}

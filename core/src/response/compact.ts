/**
 * Members whose content belongs to the user, not to Kestra's envelope: what is in them goes out as it came, nulls and
 * all.
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
  // of an assertion of a test
  'expected',
  'actual',
]);

/**
 * Kestra's envelope without what says nothing: nulls, `_links`, and the `deleted: false` of flows and executions.
 * Contents stay untouched, and so does what is no plain object: JSON knows more of a date than its members.
 */
export function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (!isPlain(value)) return value;
  const telling = Object.entries(value).filter(([key, member]) => !saysNothing(key, member, value));
  // Not by assignment, which takes `__proto__` for something else than a name.
  return Object.fromEntries(
    telling.map(([key, member]) => [key, CONTENT.has(key) ? member : compact(member)]),
  );
}

/** Of no class, in whatever realm it was made. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function saysNothing(key: string, member: unknown, owner: object): boolean {
  if (CONTENT.has(key)) return false;
  if (member === null || member === undefined || key === '_links') return true;
  // As an answer of its own, "not deleted" says something.
  return key === 'deleted' && member === false && 'id' in owner;
}

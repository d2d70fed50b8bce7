/**
 * Members whose content belongs to the user, not to Kestra's envelope: what is in them goes out as it came, nulls and
 * all.
 */
const CONTENT: ReadonlySet<string> = new Set([
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
 * Contents stay untouched.
 */
export function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (CONTENT.has(key)) kept[key] = member;
    else if (!saysNothing(key, member, value)) kept[key] = compact(member);
  }
  return kept;
}

function saysNothing(key: string, member: unknown, owner: object): boolean {
  if (member === null || member === undefined || key === '_links') return true;
  // As an answer of its own, "not deleted" says something.
  return key === 'deleted' && member === false && 'id' in owner;
}

import { illegalArgument } from '../http/envelope.js';
import type { Mode } from '../modes.js';
import { type Filter, NEW_OPERATORS, OPERATORS, type Operator } from './condition.js';

// In the order in which Kestra lists them.
const FIELDS = [
  'childFilter',
  'metadata',
  'triggerState',
  'endDate',
  'parentPath',
  'triggerExecutionId',
  'type',
  'taskRunId',
  'path',
  'flowRevision',
  'assetId',
  'scope',
  'id',
  'state',
  'flowId',
  'expirationDate',
  'timeRange',
  'workerId',
  'level',
  'kind',
  'created',
  'triggerId',
  'version',
  'labels',
  'q',
  'executionId',
  'existingOnly',
  'namespace',
  'updated',
  'startDate',
  'taskId',
  'username',
];
const NEW_FIELDS = [
  'attemptNumber',
  'tags',
  'name',
  'source',
  'locked',
  'enabled',
  'status',
  'revision',
  'email',
];

interface Entry {
  path: string[];
  value: string;
}

/** Reads `filters[…]` out of a query; an unknown field or operator is an error. */
export function parseFilters(query: URLSearchParams, mode: Mode): Filter[] {
  const entries: Entry[] = [];
  for (const [name, value] of query) {
    const brackets = /^filters((?:\[[^\]]*\])+)$/.exec(name)?.[1];
    if (brackets) entries.push({ path: brackets.slice(1, -1).split(']['), value });
  }
  return build(entries, mode);
}

function build(entries: readonly Entry[], mode: Mode): Filter[] {
  const groups = new Map<string, Map<string, Entry[]>>();
  const filters: Filter[] = [];
  for (const { path, value } of entries) {
    const [head = '', index = '', ...rest] = path;
    if (mode.filterGroups && (head === 'and' || head === 'or') && /^\d+$/.test(index)) {
      const members = groups.get(head) ?? new Map<string, Entry[]>();
      groups.set(head, members.set(index, [...(members.get(index) ?? []), { path: rest, value }]));
    } else filters.push(condition(path, value, mode));
  }
  for (const [kind, members] of groups) {
    const each = [...members.values()].map((group): Filter => ({ and: build(group, mode) }));
    filters.push(kind === 'or' ? { or: each } : { and: each });
  }
  return filters;
}

function condition(
  [field = '', operator = 'EQUALS', key]: readonly string[],
  value: string,
  mode: Mode,
): Filter {
  const fields = mode.filterGroups ? [...FIELDS, ...NEW_FIELDS] : FIELDS;
  if (!fields.includes(field)) {
    throw illegalArgument(`Unsupported field '${field}'. Expected one of: [${fields.join(', ')}]`);
  }
  const known: readonly string[] = mode.filterGroups ? [...OPERATORS, ...NEW_OPERATORS] : OPERATORS;
  if (!known.includes(operator)) {
    throw illegalArgument(`No enum constant io.kestra.core.models.QueryFilter.Op.${operator}`);
  }
  const parsed = { field, operator: operator as Operator, value };
  return key === undefined ? parsed : { ...parsed, key };
}

import type { Version } from './tables.js';

const ALWAYS = ['EQUALS', 'NOT_EQUALS', 'IN', 'NOT_IN'];
const TEXT = ['CONTAINS', 'STARTS_WITH', 'ENDS_WITH', 'REGEX', 'PREFIX'];
const ORDER = ['GREATER_THAN', 'LESS_THAN', 'GREATER_THAN_OR_EQUAL_TO', 'LESS_THAN_OR_EQUAL_TO'];

/** Operators by field that Kestra 2.0 accepts. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  q: ['EQUALS', 'NOT_EQUALS'],
  namespace: [...ALWAYS, ...TEXT],
  flowId: [...ALWAYS, ...TEXT],
  state: ALWAYS,
  startDate: ['EQUALS', 'NOT_EQUALS', ...ORDER],
  endDate: ['EQUALS', 'NOT_EQUALS', ...ORDER],
  timeRange: ['EQUALS'],
  labels: [...ALWAYS, 'CONTAINS'],
  triggerId: [...ALWAYS, 'CONTAINS', 'STARTS_WITH', 'ENDS_WITH'],
};

/** Fields that are new in 2.0. Not all of their operators are known. */
const SINCE_2 = [
  'kind',
  'parentId',
  'taskId',
  'taskRunId',
  'attemptNumber',
  'tags',
  'name',
  'email',
  'username',
  'type',
  'status',
];

/** The fault in a parameter of the form `filters[field][OPERATOR]`, if any. */
export function filterFault(name: string, version: Version): string | undefined {
  const [, field, operator] = /^filters\[(\w+)\]\[([A-Z_]+)\](?:\[[^\]]+\])?$/.exec(name) ?? [];
  if (field === undefined || operator === undefined) return `"${name}" is not of the form filters[field][OP]`;
  const known = operators(field, version);
  if (known === undefined) return `${version} has no filter for "${field}"`;
  return known.includes(operator)
    ? undefined
    : `the filter for "${field}" knows no ${operator} in ${version}`;
}

function operators(field: string, version: Version): readonly string[] | undefined {
  if (field === 'level') {
    return version === '2.0'
      ? ['GREATER_THAN_OR_EQUAL_TO', 'LESS_THAN_OR_EQUAL_TO', 'IN', 'NOT_IN']
      : ['EQUALS', 'NOT_EQUALS'];
  }
  if (version === '2.0' && SINCE_2.includes(field)) return [...ALWAYS, ...TEXT];
  return FIELDS[field];
}

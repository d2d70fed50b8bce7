import { PluginError } from '../../foundation/errors.js';
import type { Dialect } from '../versions/dialect.js';
import { type Condition, type Query, where, whereLabels } from '../versions/filters.js';
import { UnsupportedError } from '../wire/errors.js';
import type { ClientRequest, RequestFilter } from './client-request.js';
import { isReading, matched } from './places.js';

/** Searches that accepted `filters` before 2.0. All others accept them only since 2.0. */
const EARLY: readonly string[] = [
  'executions|flows|logs|triggers search',
  'assets search',
  'assets usages|lineage-events search',
  'kv',
  'secrets',
  'credentials',
  'service-accounts',
  'tenant-access',
  'users',
  'groups * members',
  'namespaces * credentials|secrets',
];
/** Searches in 2.0 whose path does not end with `search`. */
const SEARCHES: readonly string[] = [
  ...EARLY,
  'logs *',
  'logs * download',
  'apps catalog',
  'blueprints community *',
  'blueprints community * tags',
  'blueprints custom',
  'blueprints custom tags',
  'executions distinct-field-values',
  'instance versioned-plugins|worker-groups',
  'plugins',
];
/** Searches that have kept their flat parameters, and ids that look like a search. */
const FLAT: readonly string[] = [
  'flows|tests * search',
  'namespaces * kv|secrets search',
  'bindings search',
  'concurrency-limit search',
  'namespaces * files search',
  'tests search',
  'tests results search',
];
/** Query parameters of a search that are not conditions. */
const BESIDE: ReadonlySet<string> = new Set([
  'cursor',
  'dateFilter',
  'existing',
  'field',
  'page',
  'size',
  'sort',
  'source',
]);
/** Field names in the flat syntax, if they differ. */
const FLAT_NAMES: Readonly<Record<string, string>> = { level: 'minLevel', attemptNumber: 'attempt' };
/** The operators that a flat parameter implies. The flat syntax has only names and values. */
const SAID_FLAT: Readonly<Record<string, readonly string[]>> = {
  startDate: ['GREATER_THAN_OR_EQUAL_TO'],
  endDate: ['LESS_THAN_OR_EQUAL_TO'],
  level: ['GREATER_THAN_OR_EQUAL_TO'],
  namespace: ['EQUALS', 'IN', 'PREFIX'],
};

/** True if Kestra 2.x reads `filters` on this route and ignores all other conditions. */
export function isSearch(method: string, path: readonly string[]): boolean {
  const is = (patterns: readonly string[]) =>
    patterns.some((one) => matched(one, method, path) !== undefined);
  return isReading(method) && (is(SEARCHES) || (path.at(-1) === 'search' && !is(FLAT)));
}

/** Refuses conditions that a search would ignore, and requests that would act on everything a filter finds. */
export function refuseConditions(
  { query = {}, filters = [] }: ClientRequest,
  name: string,
  search: boolean,
): void {
  const raw = Object.keys(query).find((key) => /^filters\b/.test(key));
  const flat = search
    ? Object.keys(query).find((key) => query[key] !== undefined && !BESIDE.has(key))
    : undefined;
  const wrong = raw ?? flat;
  if (wrong !== undefined) {
    throw new PluginError(
      `${name} was not sent: its query has "${wrong}", which not every version of Kestra supports.`,
      {
        hint: "Put the conditions in `filters`, such as ['state', 'EQUALS', 'FAILED']. A Kestra that ignores a condition returns everything.",
      },
    );
  }
  if (filters.length > 0 && !search) {
    throw new PluginError(`${name} was not sent: only a search can have filters.`, {
      hint: 'Search first, check the results, and act on each one by its id.',
    });
  }
}

/** The filters in the syntax of this Kestra. */
export function conditionsOf(
  path: readonly string[],
  filters: readonly RequestFilter[],
  dialect: Dialect,
): Query {
  const grammar = grammarOf(path, dialect);
  return Object.assign({}, ...filters.map((filter) => conditionOf(filter, grammar, dialect)));
}

function conditionOf(
  [field, operator, value]: RequestFilter,
  grammar: Dialect['filters'],
  { level }: Dialect,
): Query {
  if (value === undefined) return {};
  if (typeof value === 'object' && !Array.isArray(value)) {
    return whereLabels(grammar, value as Readonly<Record<string, string>>);
  }
  const isLevel = field === 'level' && operator === 'GREATER_THAN_OR_EQUAL_TO';
  if (grammar === 'filters') {
    const said = [field, isLevel ? level : operator, [value].flat().join(',')] as unknown as Condition;
    return where('filters', [said]);
  }
  const said = Object.hasOwn(SAID_FLAT, field) ? SAID_FLAT[field] : undefined;
  if (!(said ?? ['EQUALS', 'IN']).includes(operator)) {
    throw new UnsupportedError(
      `This version of Kestra cannot filter "${field}" with ${operator}: its filter syntax is older.`,
    );
  }
  return { [FLAT_NAMES[field] ?? field]: value as string | readonly string[] };
}

function grammarOf(path: readonly string[], dialect: Dialect): Dialect['filters'] {
  if (path[0] === 'namespaces' && path[1] === 'search') return dialect.namespaceFilters;
  if (path[0] === 'logs' && path[1] !== 'search') return dialect.executionLogs;
  const isEarly = EARLY.some((one) => matched(one, 'GET', path) !== undefined);
  return isEarly ? dialect.filters : dialect.enterpriseFilters;
}

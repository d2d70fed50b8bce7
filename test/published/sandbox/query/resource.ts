import type { ApiRequest } from '../http/request.js';
import type { Mode } from '../modes.js';
import { type Condition, conditionsOf, type Filter, type Operator, passes } from './condition.js';
import { invalidFilters, parseFilters } from './grammar.js';
import { withStart } from './timeline.js';

/** A field of a search: its operators, and how it tests a row. */
export interface Field<T> {
  operators: readonly string[];
  /** Accepted, but not listed among the fields. */
  unlisted?: boolean;
  /** Further errors in a condition. */
  complaint?(condition: Condition): string | undefined;
  /** Throws Kestra's error for a value that cannot be read. */
  check?(condition: Condition): void;
  test(row: T, condition: Condition): boolean;
}

/** Translates a flat parameter of 1.x into a filter. */
export interface FlatParameter {
  field: string;
  operator: Operator;
}

/** A searchable resource with its fields. */
export interface Resource<T> {
  name: string;
  fields: Record<string, Field<T>>;
  flat: Record<string, FlatParameter>;
  /** The current time, for searches by date. */
  now?(): number;
}

/** The rows that match `filters` or, in 1.x, the old flat parameters. */
export function select<T>(rows: readonly T[], request: ApiRequest, resource: Resource<T>, mode: Mode): T[] {
  return narrowed(rows, filtersOf(request, resource, mode), { resource, mode });
}

/** The rows that match the flat parameters. Ignores filters. */
export function selectFlat<T>(
  rows: readonly T[],
  request: ApiRequest,
  { resource, mode }: Searching<T>,
): T[] {
  return narrowed(rows, flatFilters(request, resource), { resource, mode });
}

/** The resource, and the rows and rules of its search. */
export interface Searching<T> {
  resource: Resource<T>;
  mode: Mode;
}

function narrowed<T>(rows: readonly T[], filters: readonly Filter[], { resource, mode }: Searching<T>): T[] {
  const conditions = filters.flatMap(conditionsOf);
  const invalid = conditions.flatMap((each) => complaints(each, resource, mode));
  if (invalid.length > 0) throw invalidFilters(invalid.join(', '));
  for (const condition of conditions) resource.fields[condition.field]?.check?.(condition);
  const test = (row: T) => (condition: Condition) =>
    resource.fields[condition.field]?.test(row, condition) ?? false;
  return rows.filter((row) => filters.every((filter) => passes(filter, test(row))));
}

function filtersOf<T>(request: ApiRequest, resource: Resource<T>, mode: Mode): Filter[] {
  const filters = parseFilters(request.query, mode);
  const chosen = filters.length > 0 || !mode.flatParameters ? filters : flatFilters(request, resource);
  return resource.now ? withStart(chosen, resource.now()) : chosen;
}

function flatFilters<T>(request: ApiRequest, resource: Resource<T>): Filter[] {
  return Object.entries(resource.flat).flatMap(([name, { field, operator }]) => {
    const values = request.query.getAll(name).filter((value) => value !== '');
    if (field === 'labels') return values.map((label) => flatLabel(label));
    if (operator === 'IN') return values.length > 0 ? [{ field, operator, value: values.join(',') }] : [];
    return values.map((value) => ({ field, operator, value }));
  });
}

function flatLabel(label: string): Condition {
  const colon = label.indexOf(':');
  return { field: 'labels', operator: 'EQUALS', key: label.slice(0, colon), value: label.slice(colon + 1) };
}

function complaints<T>(condition: Condition, resource: Resource<T>, mode: Mode): string[] {
  const { field, operator } = condition;
  const known = resource.fields[field];
  const name = javaName(mode)(field);
  if (!known) {
    const listed = Object.entries(resource.fields).filter(([, { unlisted }]) => !unlisted);
    const fields = listed.map(([each]) => javaName(mode)(each)).join(', ');
    return [`Field ${name} is not supported for resource ${resource.name}. Supported fields are ${fields}`];
  }
  const complaint = known.complaint?.(condition);
  if (complaint !== undefined) return [complaint];
  if (known.operators.includes(operator)) return [];
  const operators = known.operators.join(', ');
  return [`Operation ${operator} is not supported for field ${name}. Supported operations are ${operators}`];
}

const javaName = (mode: Mode) => (field: string) => {
  if (field === 'q') return 'QUERY';
  if (field === 'level') return mode.filterGroups ? 'LEVEL' : 'MIN_LEVEL';
  return field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
};

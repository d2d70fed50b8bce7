import type { ApiRequest } from '../http/request.js';
import type { Mode } from '../modes.js';
import { type Condition, conditionsOf, type Filter, type Operator, passes } from './condition.js';
import { invalidFilters, parseFilters } from './grammar.js';
import { withStart } from './timeline.js';

/** One field that a search knows: its operators, and how a row answers. */
export interface Field<T> {
  operators: readonly string[];
  /** Taken, but not named among the fields. */
  unlisted?: boolean;
  /** What else there is to say against a condition. */
  complaint?(condition: Condition): string | undefined;
  /** Throws what Kestra answers to a value that it cannot read. */
  check?(condition: Condition): void;
  test(row: T, condition: Condition): boolean;
}

/** How one flat parameter of 1.x reads as a filter. */
export interface FlatParameter {
  field: string;
  operator: Operator;
}

/** What can be searched, and by what. */
export interface Resource<T> {
  name: string;
  fields: Record<string, Field<T>>;
  flat: Record<string, FlatParameter>;
  /** The time it is, for what is searched by dates. */
  now?(): number;
}

/** The rows that a request asks for: by `filters`, else (1.x) by the old flat parameters. */
export function select<T>(rows: readonly T[], request: ApiRequest, resource: Resource<T>, mode: Mode): T[] {
  return narrowed(rows, filtersOf(request, resource, mode), { resource, mode });
}

/** The rows that the flat parameters ask for, whatever the filters say. */
export function selectFlat<T>(
  rows: readonly T[],
  request: ApiRequest,
  { resource, mode }: Searching<T>,
): T[] {
  return narrowed(rows, flatFilters(request, resource), { resource, mode });
}

/** What is searched, and by whose rules. */
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

import { ApiError, illegalArgument } from '../http/envelope.js';
import type { Mode } from '../modes.js';
import { type Condition, type Filter, NEW_OPERATORS, OPERATORS, type Operator } from './condition.js';
import { FIELDS_1, FIELDS_2 } from './filter-fields.js';

const MAX_DEPTH = 3;

// The order in which 2.0 lists them.
const NAMED_OPERATORS = [
  ...OPERATORS.filter((operator) => operator !== 'REGEX' && operator !== 'PREFIX'),
  ...NEW_OPERATORS,
  'REGEX',
  'PREFIX',
] as const;

/** Errors for malformed filters in 2.0, and for filters that do not match the resource in 1.x. */
export const invalidFilters = (reason: string) =>
  new ApiError(400, `Invalid query filters: Provided query filters are invalid: ${reason}`);

interface Entry {
  path: string[];
  value: string;
  /** The original text, for errors. */
  name: string;
}

/** Parses `filters[…]` from a query. An unknown field or operator is an error. */
export function parseFilters(query: URLSearchParams, mode: Mode): Filter[] {
  const entries: Entry[] = [];
  for (const [name, value] of query) {
    const brackets = /^filters((?:\[[^\]]*\])+)$/.exec(name)?.[1];
    if (brackets) entries.push({ path: brackets.slice(1, -1).split(']['), value, name });
  }
  return build(entries, mode, 1);
}

function build(entries: readonly Entry[], mode: Mode, depth: number): Filter[] {
  const groups = new Map<string, Map<string, Entry[]>>();
  const filters: Filter[] = [];
  for (const { path, value, name } of entries) {
    const [head = '', index = '', ...rest] = path;
    if (mode.filterGroups && (head === 'and' || head === 'or') && /^\d+$/.test(index)) {
      if (depth > MAX_DEPTH) throw invalidFilters(`Query filters are nested too deeply: ${name}`);
      const members = groups.get(head) ?? new Map<string, Entry[]>();
      groups.set(head, members.set(index, [...(members.get(index) ?? []), { path: rest, value, name }]));
    } else filters.push(mode.filterGroups ? condition({ path, value, name }) : looseCondition(path, value));
  }
  for (const [kind, members] of groups) {
    const each = [...members.values()].map((group): Filter => ({ and: build(group, mode, depth + 1) }));
    filters.push(kind === 'or' ? { or: each } : { and: each });
  }
  return filters;
}

function condition({ path: [field = '', named, key], value, name }: Entry): Condition {
  if (!FIELDS_2.split(' ').includes(field)) throw invalidFilters(unsupported('field', field, FIELDS_2));
  if (named === undefined) throw invalidFilters(`Malformed query filter: ${name}`);
  const operator = NAMED_OPERATORS.find((each) => each === named.toUpperCase());
  if (!operator) throw invalidFilters(unsupported('enum value', named, NAMED_OPERATORS.join(' ')));
  return key === undefined ? { field, operator, value } : { field, operator, value, key };
}

// 1.x accepts a filter without an operator.
function looseCondition([field = '', named = 'EQUALS', key]: readonly string[], value: string): Condition {
  if (!FIELDS_1.split(' ').includes(field)) throw illegalArgument(unsupported('field', field, FIELDS_1));
  const operator: Operator | undefined = OPERATORS.find((each) => each === named);
  if (!operator) throw illegalArgument(`No enum constant io.kestra.core.models.QueryFilter.Op.${named}`);
  return key === undefined ? { field, operator, value } : { field, operator, value, key };
}

const unsupported = (what: string, given: string, known: string) =>
  `Unsupported ${what} '${given}'. Expected one of: [${known.replaceAll(' ', ', ')}]`;

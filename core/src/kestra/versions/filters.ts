import { InputError } from '../../foundation/errors.js';
import { momentOf } from '../../foundation/time/moment.js';
import type { Dialect } from './dialect.js';

/** Query parameters. Undefined ones are omitted, and arrays are repeated. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/**
 * A condition of a search: field, operator of the `filters` syntax and value. The value undefined omits the condition.
 */
export type Condition = readonly [
  field: string,
  operator: 'EQUALS' | 'NOT_EQUALS' | 'PREFIX' | 'IN' | 'GREATER_THAN_OR_EQUAL_TO' | 'LESS_THAN_OR_EQUAL_TO',
  value: string | undefined,
];

/** A date before any execution and before any possible end: Kestra refuses a start after the end. */
const BEGINNING = '1970-01-01T00:00:00Z';
const LONG_BEFORE = '0001-01-01T00:00:00Z';

/**
 * Conditions in the syntax that the server understands. A 2.x server ignores flat parameters and then returns
 * everything, so the two syntaxes are never mixed.
 */
export function where(grammar: Dialect['filters'], conditions: readonly Condition[]): Query {
  return Object.fromEntries(
    conditions.map(([field, operator, value]) => [
      grammar === 'flat' ? field : `filters[${field}][${operator}]`,
      value,
    ]),
  );
}

/**
 * A period between two dates, which get offsets because Kestra fails on a date without one. For a search with only an
 * end, Kestra chooses a start that is often after the end, so this sets one that includes everything.
 */
export function period({
  startDate,
  endDate,
}: {
  startDate?: string | undefined;
  endDate?: string | undefined;
}) {
  const end = endDate && (momentOf(endDate, 'end') ?? endDate);
  const beginning = Date.parse(end ?? '') <= Date.parse(BEGINNING) ? LONG_BEFORE : BEGINNING;
  const start = startDate ?? (end === undefined ? undefined : beginning);
  return [
    ['startDate', 'GREATER_THAN_OR_EQUAL_TO', start && (momentOf(start) ?? start)],
    ['endDate', 'LESS_THAN_OR_EQUAL_TO', end],
  ] as const satisfies readonly Condition[];
}

/** A condition for one of these states, or no condition if there are none. */
export function whereStates(grammar: Dialect['filters'], states: readonly string[]): Query {
  if (grammar === 'flat') return { state: states };
  const operator = states.length > 1 ? 'IN' : 'EQUALS';
  return where(grammar, [['state', operator, states.join(',') || undefined]]);
}

/**
 * What the key of a label cannot contain: brackets end the name of a parameter. In a flat list, `:` ends the key and a
 * comma the label.
 */
const UNSAID = { filters: /[[\]]|^$/, flat: /[:,\s]|^$/ } as const;

/** Requires all of these labels. Refuses a label that the grammar would read as something else. */
export function whereLabels(grammar: Dialect['filters'], labels: Readonly<Record<string, string>>): Query {
  const entries = Object.entries(labels);
  for (const [key, value] of entries) {
    const cut = value === '' || (grammar === 'flat' && value.includes(','));
    if (!cut && !UNSAID[grammar].test(key)) continue;
    throw new InputError(`Kestra cannot filter by the label ${JSON.stringify(`${key}:${value}`)}.`, {
      hint: 'Omit it, and check the labels in the result.',
    });
  }
  if (grammar === 'flat') return { labels: entries.map(([key, value]) => `${key}:${value}`) };
  return Object.fromEntries(entries.map(([key, value]) => [`filters[labels][EQUALS][${key}]`, value]));
}

import { InputError } from '../../foundation/errors.js';
import { momentOf } from '../../foundation/time/moment.js';
import type { Dialect } from './dialect.js';

/** Query parameters; undefined ones are not sent, arrays are repeated. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** A condition of a search: field, operator of the `filters` grammar, value; undefined values are no condition. */
export type Condition = readonly [
  field: string,
  operator: 'EQUALS' | 'NOT_EQUALS' | 'PREFIX' | 'IN' | 'GREATER_THAN_OR_EQUAL_TO' | 'LESS_THAN_OR_EQUAL_TO',
  value: string | undefined,
];

/** Before any execution there is; and before any end that may be asked for, since Kestra refuses a start after it. */
const BEGINNING = '1970-01-01T00:00:00Z';
const LONG_BEFORE = '0001-01-01T00:00:00Z';

/**
 * Conditions in the grammar that the server understands. A 2.x server ignores a flat parameter and answers
 * everything, so there is no mixing: one grammar or the other.
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
 * From a date to another, with offsets, since Kestra fails at a date without one. A search that has an end alone it
 * begins at a date of its own, often after that end; so it is told that everything up to there is meant.
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

/** One of these states; none is no condition. */
export function whereStates(grammar: Dialect['filters'], states: readonly string[]): Query {
  if (grammar === 'flat') return { state: states };
  const operator = states.length > 1 ? 'IN' : 'EQUALS';
  return where(grammar, [['state', operator, states.join(',') || undefined]]);
}

/** What a label's key cannot hold: brackets end a parameter's name; in a flat list `:` ends the key, a comma the label. */
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

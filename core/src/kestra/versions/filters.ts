import type { Dialect } from './dialect.js';

/** Query parameters; undefined ones are not sent, arrays are repeated. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** A condition of a search: field, operator of the `filters` grammar, value; undefined values are no condition. */
export type Condition = readonly [
  field: string,
  operator: 'EQUALS' | 'NOT_EQUALS' | 'PREFIX' | 'IN' | 'GREATER_THAN_OR_EQUAL_TO' | 'LESS_THAN_OR_EQUAL_TO',
  value: string | undefined,
];

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

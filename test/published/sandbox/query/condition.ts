/** The operators of the filter grammar. */
export const OPERATORS = [
  'EQUALS',
  'NOT_EQUALS',
  'GREATER_THAN',
  'LESS_THAN',
  'GREATER_THAN_OR_EQUAL_TO',
  'LESS_THAN_OR_EQUAL_TO',
  'IN',
  'NOT_IN',
  'STARTS_WITH',
  'ENDS_WITH',
  'CONTAINS',
  'REGEX',
  'PREFIX',
] as const;
/** The operators that 2.0 added. */
export const NEW_OPERATORS = ['NOT_CONTAINS', 'IS_NULL', 'IS_NOT_NULL'] as const;

export type Operator = (typeof OPERATORS)[number] | (typeof NEW_OPERATORS)[number];

/** `filters[field][operator]=value`, or `filters[labels][operator][key]=value`. */
export interface Condition {
  field: string;
  operator: Operator;
  value: string;
  key?: string;
}

/** A condition, or a group of conditions. */
export type Filter = Condition | { and: Filter[] } | { or: Filter[] };

/** All conditions of a filter, at any depth. */
export function conditionsOf(filter: Filter): Condition[] {
  if ('and' in filter) return filter.and.flatMap(conditionsOf);
  if ('or' in filter) return filter.or.flatMap(conditionsOf);
  return [filter];
}

export type Test = (condition: Condition) => boolean;

/** Whether a row passes the filter. `test` evaluates one condition. */
export function passes(filter: Filter, test: Test): boolean {
  if ('and' in filter) return filter.and.every((each) => passes(each, test));
  if ('or' in filter) return filter.or.some((each) => passes(each, test));
  return test(filter);
}

const NEGATED: Partial<Record<Operator, Operator>> = {
  NOT_EQUALS: 'EQUALS',
  NOT_IN: 'IN',
  NOT_CONTAINS: 'CONTAINS',
  IS_NOT_NULL: 'IS_NULL',
};

/** Whether a text meets a condition. */
export function textPasses(text: string | undefined, condition: Condition): boolean {
  const positive = NEGATED[condition.operator];
  if (positive) return !textPasses(text, { ...condition, operator: positive });
  if (text === undefined) return condition.operator === 'IS_NULL';
  const { value } = condition;
  switch (condition.operator) {
    case 'EQUALS':
      return text === value;
    case 'IN':
      return value.split(',').includes(text);
    case 'STARTS_WITH':
      return text.startsWith(value);
    case 'ENDS_WITH':
      return text.endsWith(value);
    case 'CONTAINS':
      return text.includes(value);
    case 'REGEX':
      return new RegExp(value).test(text);
    case 'PREFIX':
      return text === value || text.startsWith(`${value}.`);
    default:
      return false;
  }
}

/** Whether a number (a date, a level) meets a condition with `bound`. */
export function numberPasses(number: number | undefined, operator: Operator, bound: number): boolean {
  if (number === undefined) return false;
  switch (operator) {
    case 'EQUALS':
      return number === bound;
    case 'NOT_EQUALS':
      return number !== bound;
    case 'GREATER_THAN':
      return number > bound;
    case 'LESS_THAN':
      return number < bound;
    case 'GREATER_THAN_OR_EQUAL_TO':
      return number >= bound;
    case 'LESS_THAN_OR_EQUAL_TO':
      return number <= bound;
    default:
      return false;
  }
}

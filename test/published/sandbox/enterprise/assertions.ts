import type { Json, JsonObject } from '../json.js';
import { UnknownName } from '../pebble/errors.js';
import { type Scope, textOf, truthy } from '../pebble/evaluate.js';
import { render } from '../pebble/render.js';

/** The result of one operator of an assertion. */
export interface AssertionResult {
  operator: string;
  expected: Json;
  actual: Json;
  isSuccess: boolean;
  taskId?: Json;
  description?: Json;
  errorMessage?: Json;
}

type Operator = (actual: Json, expected: Json) => boolean;

const within: Operator = (actual, expected) =>
  Array.isArray(expected) && expected.map(textOf).includes(textOf(actual));

const OPERATORS: Record<string, Operator> = {
  equalTo: (actual, expected) => textOf(actual) === textOf(expected),
  notEqualTo: (actual, expected) => textOf(actual) !== textOf(expected),
  startsWith: (actual, expected) => textOf(actual).startsWith(textOf(expected)),
  endsWith: (actual, expected) => textOf(actual).endsWith(textOf(expected)),
  contains: (actual, expected) => textOf(actual).includes(textOf(expected)),
  greaterThan: (actual, expected) => Number(actual) > Number(expected),
  greaterThanOrEqualTo: (actual, expected) => Number(actual) >= Number(expected),
  lessThan: (actual, expected) => Number(actual) < Number(expected),
  lessThanOrEqualTo: (actual, expected) => Number(actual) <= Number(expected),
  in: within,
  notIn: (actual, expected) => !within(actual, expected),
  isNull: (actual, expected) => (actual === null) === truthy(expected),
  isNotNull: (actual, expected) => (actual !== null) === truthy(expected),
};
const OTHERS = ['value', 'taskId', 'errorMessage', 'description'];

/** The keys of an assertion that Kestra does not know. */
export function unknownMembers(assertion: JsonObject): string[] {
  return Object.keys(assertion).filter((name) => !(name in OPERATORS) && !OTHERS.includes(name));
}

// a guess: a missing variable is empty here, although it would fail a task.
function actualOf({ value }: JsonObject, scope: Scope): Json {
  try {
    const rendered = render(value, scope);
    return rendered === '' ? null : rendered;
  } catch (error) {
    if (error instanceof UnknownName) return null;
    throw error;
  }
}

/** Evaluates each operator of an assertion. Throws if an expression cannot be parsed. */
export function check(assertion: JsonObject, scope: Scope): AssertionResult[] {
  const actual = actualOf(assertion, scope);
  const { taskId, description, errorMessage } = assertion;
  const said = {
    ...(taskId === undefined ? {} : { taskId }),
    ...(description === undefined ? {} : { description }),
  };
  return Object.entries(OPERATORS).flatMap(([operator, holds]) => {
    const given = assertion[operator];
    if (given === undefined || given === null) return [];
    const expected = render(given, scope);
    const isSuccess = holds(actual, expected);
    // a guess: only failures have a message.
    const message = isSuccess || errorMessage === undefined ? {} : { errorMessage };
    return [{ operator, expected, actual, isSuccess, ...said, ...message }];
  });
}

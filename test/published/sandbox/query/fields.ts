import { illegalArgument, internalError } from '../http/envelope.js';
import type { Mode } from '../modes.js';
import { type Micros, parseDate, parseDuration } from '../time.js';
import { type Condition, numberPasses, textPasses } from './condition.js';
import type { Field } from './resource.js';

const EXACT = ['EQUALS', 'NOT_EQUALS'];
const SET = [...EXACT, 'IN', 'NOT_IN'];
const TEXT = [...EXACT, 'CONTAINS', 'STARTS_WITH', 'ENDS_WITH', 'IN', 'NOT_IN'];
const PATH = [...EXACT, 'CONTAINS', 'STARTS_WITH', 'ENDS_WITH', 'REGEX', 'IN', 'NOT_IN', 'PREFIX'];
const DATE = ['GREATER_THAN_OR_EQUAL_TO', 'GREATER_THAN', 'LESS_THAN_OR_EQUAL_TO', 'LESS_THAN', ...EXACT];

const byText = <T>(operators: readonly string[], read: (row: T) => string | undefined): Field<T> => ({
  operators,
  test: (row, condition) => textPasses(read(row), condition),
});

/** Dotted names, with all operators. */
export const pathField = <T>(read: (row: T) => string | undefined) => byText(PATH, read);
/** Ids and other texts, without regular expressions and prefixes. */
export const textField = <T>(read: (row: T) => string | undefined) => byText(TEXT, read);
/** One of several names. */
export const setField = <T>(read: (row: T) => string | undefined) => byText(SET, read);
/** Only EQUALS. */
export const equalsField = <T>(read: (row: T) => string | undefined) => byText(['EQUALS'], read);
/** EQUALS and NOT_EQUALS. */
export const exactField = <T>(read: (row: T) => string | undefined) => byText(EXACT, read);

/** Full text: each word must occur somewhere, in any case. */
export const queryField = <T>(read: (row: T) => string): Field<T> => ({
  operators: EXACT,
  test: (row, { operator, value }) => {
    const text = read(row).toLowerCase();
    const found = value
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word));
    return operator === 'NOT_EQUALS' ? !found : found;
  },
});

export const dateField = <T>(read: (row: T) => Micros | undefined): Field<T> => ({
  operators: DATE,
  check: ({ value }) => {
    dateOf(value);
  },
  test: (row, { operator, value }) => numberPasses(read(row), operator, dateOf(value)),
});

// Kestra requires an offset, and treats a missing one as an internal error.
function dateOf(text: string): Micros {
  const date = parseDate(text);
  const local = /T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text);
  if (date !== undefined && !local && text.includes('T')) return date;
  throw internalError(`Text '${text}' could not be parsed at index ${local ? text.length : 0}`);
}

/** Not older than an ISO-8601 duration. */
export const timeRangeField = <T>(read: (row: T) => Micros, now: () => number): Field<T> => ({
  operators: ['EQUALS'],
  check: ({ value }) => {
    rangeOf(value);
  },
  test: (row, { value }) => read(row) >= (now() - rangeOf(value)) * 1000,
});

function rangeOf(text: string): number {
  const range = parseDuration(text);
  if (range === undefined) throw illegalArgument(`Invalid duration: ${text}`);
  return range;
}

/** USER or SYSTEM, by namespace. */
export const scopeField = <T>(namespace: (row: T) => string, mode: Mode): Field<T> => ({
  operators: mode.filterGroups ? SET : EXACT,
  test: (row, condition) => textPasses(namespace(row) === 'system' ? 'SYSTEM' : 'USER', condition),
});

/** The log levels in ascending order. */
export const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'];

/** A log level. In 1.x, EQUALS means "at or above". */
export const levelField = <T>(read: (row: T) => string, mode: Mode): Field<T> => ({
  operators: mode.levelOperators,
  check: ({ value }) => {
    const unknown = value.split(',').find((name) => !LEVELS.includes(name));
    if (unknown !== undefined) throw illegalArgument(`No enum constant org.slf4j.event.Level.${unknown}`);
  },
  test: (row, condition) => levelPasses(read(row), condition),
});

function levelPasses(level: string, { operator, value }: Condition): boolean {
  if (operator === 'IN') return value.split(',').includes(level);
  if (operator === 'NOT_IN') return !value.split(',').includes(level);
  const rank = LEVELS.indexOf(level);
  const bound = LEVELS.indexOf(value);
  if (operator === 'LESS_THAN_OR_EQUAL_TO') return rank <= bound;
  return operator === 'NOT_EQUALS' ? rank < bound : rank >= bound;
}

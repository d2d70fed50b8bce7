import { illegalArgument } from '../http/envelope.js';
import type { Mode } from '../modes.js';
import { type Micros, parseDate, parseDuration } from '../time.js';
import { type Condition, numberPasses, textPasses } from './condition.js';
import type { Field } from './resource.js';

const EXACT = ['EQUALS', 'NOT_EQUALS'];
const SET = [...EXACT, 'IN', 'NOT_IN'];
const TEXT = [...EXACT, 'CONTAINS', 'STARTS_WITH', 'ENDS_WITH', 'IN', 'NOT_IN'];
const PATH = [...EXACT, 'CONTAINS', 'STARTS_WITH', 'ENDS_WITH', 'REGEX', 'IN', 'NOT_IN', 'PREFIX'];
const LABEL = [...SET, 'CONTAINS'];
const DATE = ['GREATER_THAN_OR_EQUAL_TO', 'GREATER_THAN', 'LESS_THAN_OR_EQUAL_TO', 'LESS_THAN', ...EXACT];

const byText = <T>(operators: readonly string[], read: (row: T) => string | undefined): Field<T> => ({
  operators,
  test: (row, condition) => textPasses(read(row), condition),
});

/** Dotted names: every operator. */
export const pathField = <T>(read: (row: T) => string | undefined) => byText(PATH, read);
/** Ids and other text: no regular expression, no prefix. */
export const textField = <T>(read: (row: T) => string | undefined) => byText(TEXT, read);
/** One of a set of names. */
export const setField = <T>(read: (row: T) => string | undefined) => byText(SET, read);
/** Equal or not. */
export const exactField = <T>(read: (row: T) => string | undefined) => byText(EXACT, read);

/** Full text: each word has to occur somewhere, whatever its case. */
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
  test: (row, { operator, value }) => {
    const bound = parseDate(value);
    if (bound === undefined) throw illegalArgument(`Text '${value}' could not be parsed`);
    return numberPasses(read(row), operator, bound);
  },
});

/** Not older than an ISO-8601 duration. */
export const timeRangeField = <T>(read: (row: T) => Micros, now: () => number): Field<T> => ({
  operators: ['EQUALS'],
  test: (row, { value }) => {
    const range = parseDuration(value);
    if (range === undefined) throw illegalArgument('Text cannot be parsed to a Duration');
    return read(row) >= (now() - range) * 1000;
  },
});

export const labelsField = <T>(read: (row: T) => readonly { key: string; value: string }[]): Field<T> => ({
  operators: LABEL,
  test: (row, condition) => {
    const label = read(row).find(({ key }) => key === condition.key);
    return textPasses(label?.value, condition);
  },
});

/** USER or SYSTEM, by namespace. */
export const scopeField = <T>(namespace: (row: T) => string): Field<T> => ({
  operators: EXACT,
  test: (row, condition) => textPasses(namespace(row) === 'system' ? 'SYSTEM' : 'USER', condition),
});

/** The log levels from the least important to the most. */
export const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'];

/** A log level; in 1.x EQUALS means "at or above". */
export const levelField = <T>(read: (row: T) => string, mode: Mode): Field<T> => ({
  operators: mode.levelOperators,
  test: (row, condition) => levelPasses(read(row), condition),
});

function levelPasses(level: string, { operator, value }: Condition): boolean {
  for (const name of value.split(',')) {
    if (!LEVELS.includes(name)) throw illegalArgument(`No enum constant org.slf4j.event.Level.${name}`);
  }
  if (operator === 'IN') return value.split(',').includes(level);
  if (operator === 'NOT_IN') return !value.split(',').includes(level);
  const rank = LEVELS.indexOf(level);
  const bound = LEVELS.indexOf(value);
  if (operator === 'LESS_THAN_OR_EQUAL_TO') return rank <= bound;
  return operator === 'NOT_EQUALS' ? rank < bound : rank >= bound;
}

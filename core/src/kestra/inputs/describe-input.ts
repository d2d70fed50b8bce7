import type { DeclaredInput } from './declared.js';

const FORMS: Readonly<Record<string, string>> = {
  INT: 'a whole number',
  FLOAT: 'a number, e.g. 1.5',
  BOOL: 'true or false',
  BOOLEAN: 'true or false',
  DATE: 'a date, e.g. 2026-01-31',
  DATETIME: 'a date and time with an offset, e.g. 2026-01-31T12:00:00Z',
  TIME: 'a time, e.g. 12:30:00',
  DURATION: 'a duration in days, hours, minutes and seconds (no weeks, months or years), e.g. P1DT6H30M',
  JSON: 'an object, a list, or JSON as text',
  YAML: 'YAML as text, or an object',
  EMAIL: 'an email address',
  URI: 'a URI',
  FILE: 'text, {"content", "encoding", "name"}, or nsfile:///path for a namespace file',
};

/** Describes an input for an error: `input "n" has type INT, at least 1, at most 10`. */
export function describeInput(input: DeclaredInput): string {
  const { id, type } = input;
  return [`input "${id}" has type ${type}${formOf(input)}`, ...limitsOf(input)].join(', ');
}

/** The values that an input accepts, if it lists them. */
export function valuesOf({ values, options }: DeclaredInput): string[] {
  const listed = Array.isArray(values) ? values : Array.isArray(options) ? options : [];
  return listed.map(String);
}

function formOf(input: DeclaredInput): string {
  const choices = choicesOf(input);
  if (input.type === 'MULTISELECT') return `: a list${choices === '' ? '' : ` of values from ${choices}`}`;
  if (input.type === 'ARRAY') return `: a list${input.itemType ? ` of ${String(input.itemType)}` : ''}`;
  if (choices !== '') return `: one of ${choices}`;
  const unlimited = isLeftOut(input.min) && isLeftOut(input.max);
  if (input.type === 'INT' && unlimited) return ': a whole number from -2147483648 to 2147483647';
  const form = FORMS[input.type];
  return form === undefined ? '' : `: ${form}`;
}

function choicesOf(input: DeclaredInput): string {
  const values = valuesOf(input);
  const shown = values.length > 20 ? [...values.slice(0, 20), `${values.length - 20} more`] : values;
  const open = values.length > 0 && input.allowCustomValue === true ? ' (or a custom value)' : '';
  return shown.join(', ') + open;
}

function limitsOf({ min, max, after, before, validator, allowedFileExtensions }: DeclaredInput): string[] {
  const limit = (word: string, value: unknown) => (isLeftOut(value) ? [] : [`${word} ${String(value)}`]);
  const extensions = Array.isArray(allowedFileExtensions) ? allowedFileExtensions.join(', ') : undefined;
  return [
    ...limit('at least', min),
    ...limit('at most', max),
    ...limit('after', after),
    ...limit('before', before),
    ...limit('must match', validator),
    ...limit('with a file name ending in', extensions),
  ];
}

function isLeftOut(value: unknown): boolean {
  return value === undefined || value === null;
}

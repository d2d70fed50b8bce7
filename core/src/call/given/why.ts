import type * as z from 'zod';
import { alternatives } from '../../foundation/nearest.js';

type Issue = z.core.$ZodIssue;

/** Says what a value must be, for example `must be at least 1`. An author's own message stays as it is. */
export function whyOf(issue: Issue): string {
  if (issue.code === 'custom' && issue.message !== 'Invalid input') return issue.message.replace(/\.$/, '');
  if (!isByZod(issue.message)) return issue.message.replace(/\.$/, '');
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${KINDS[issue.expected] ?? `of the type ${issue.expected}`}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(quoted).join(', ')}`;
    case 'too_small':
      return sizeOf(issue, issue.minimum, issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return sizeOf(issue, issue.maximum, issue.inclusive === false ? 'less than' : 'at most');
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return anyOf(issue.errors.flatMap((issues) => issues.slice(0, 1)));
    case 'invalid_key':
      return `has a key that is not valid${because(issue.issues)}`;
    case 'invalid_element':
      return `has an element that is not valid${because(issue.issues)}`;
    default:
      return fromMessage(issue.message);
  }
}

/** What each type of zod is called here. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'an integer',
  boolean: 'a boolean (true or false)',
  array: 'an array',
  tuple: 'an array',
  object: 'an object, such as {"rows": 1}',
  record: 'an object, such as {"rows": 1}',
  null: 'null',
  never: 'left out',
};

/** How zod's own messages begin. */
function isByZod(message: string): boolean {
  return /^(Invalid |Too (small|big)|Unrecognized key)/.test(message);
}

type Size = Extract<Issue, { code: 'too_small' | 'too_big' }>;

/** The units in which zod counts the length of a value. */
const UNITS: Readonly<Record<string, string>> = {
  string: 'character',
  array: 'item',
  set: 'item',
  map: 'entry',
  record: 'entry',
};

function sizeOf({ origin, exact }: Size, limit: number | bigint, how: string): string {
  const unit = UNITS[origin];
  if (unit === undefined) return `must be ${how} ${limit}`;
  const units = Number(limit) === 1 ? unit : unit.replace(/y$/, 'ie').concat('s');
  return `must have ${exact ? 'exactly' : how} ${limit} ${units}`;
}

/** The members of a union as alternatives: `must be a number or "all"`. */
function anyOf(issues: readonly Issue[]): string {
  const ways = [...new Set(issues.slice(0, 5).map(whyOf))];
  if (ways.length === 0) return 'has a form that is not allowed';
  if (!ways.every((way) => way.startsWith('must be '))) return ways.join(', or ');
  return `must be ${alternatives(ways.map((way) => way.slice('must be '.length)))}`;
}

function because([first]: readonly Issue[]): string {
  return first === undefined ? '' : `: it ${whyOf(first)}`;
}

function quoted(value: unknown): string {
  return typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? 'nothing');
}

/** `Invalid string: must start with "a"`, `Invalid URL`. */
function fromMessage(message: string): string {
  const plain = message.replace(/\.$/, '').replace(/^Invalid [\w ]+: /, '');
  if (plain === 'Invalid input') return 'has a form that is not allowed';
  return plain.replace(/^Invalid /, 'must be a valid ');
}

import { expect, it } from '@jest/globals';
import * as z from 'zod';
import { whyOf } from './why.js';

it.each<[z.ZodType, unknown, string]>([
  [z.string(), 7, 'must be a string'],
  [z.int(), 1.5, 'must be an integer'],
  [z.boolean(), 'yes', 'must be a boolean (true or false)'],
  [z.record(z.string(), z.unknown()), '[1', 'must be an object, such as {"rows": 1}'],
  [z.object({}), [], 'must be an object, such as {"rows": 1}'],
  [z.array(z.string()), 'a', 'must be an array'],
  [z.date(), 'a', 'must be of the type date'],
  [z.number().min(1), 0, 'must be at least 1'],
  [z.number().max(100), 101, 'must be at most 100'],
  [z.number().gt(0), 0, 'must be more than 0'],
  [z.number().lt(9), 9, 'must be less than 9'],
  [z.number().multipleOf(5), 7, 'must be a multiple of 5'],
  [z.string().min(1), '', 'must have at least 1 character'],
  [z.array(z.string()).max(2), ['a', 'b', 'c'], 'must have at most 2 items'],
  [z.string().length(2), 'a', 'must have exactly 2 characters'],
  [z.enum(['a', 'b']), 'c', 'must be one of "a", "b"'],
  [z.literal('all'), 'some', 'must be "all"'],
  [z.union([z.number(), z.literal('all')]), 'some', 'must be a number or "all"'],
  [z.union([z.number(), z.string().min(2)]), '', 'must have at least 2 characters'],
  [z.union([z.number(), z.literal('all', 'write "all"')]), '', 'must be a number, or write "all"'],
  [
    z.record(z.string().min(2), z.string()),
    { a: 'b' },
    'has a key that is not valid: it must have at least 2 characters',
  ],
  [z.url(), 'a', 'must be a valid URL'],
  [z.string().startsWith('a'), 'b', 'must start with "a"'],
  [z.never(), 1, 'must be left out'],
  [z.string().min(1, 'must not be empty.'), '', 'must not be empty'],
  [z.string().refine(() => false, 'Invalid cron expression.'), 'x', 'Invalid cron expression'],
  [z.custom(() => false), 1, 'has a form that is not allowed'],
])('%#: %s, %j: %s', (schema, value, text) => {
  expect(whyOf(schema.safeParse(value).error?.issues[0] as z.core.$ZodIssue)).toBe(text);
});

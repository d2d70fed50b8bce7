import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { describeError, InputError } from '../../foundation/errors.js';
import { jsonSchema } from '../../plugin/manifest/json-schema.js';
import { validate, withoutBlanks } from './arguments.js';

const Input = z.strictObject({
  namespace: z.string().min(1, 'must not be empty'),
  size: z.int().min(1).max(200).default(10),
  action: z.enum(['get', 'set']).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  nested: z.strictObject({ deep: z.number() }).optional(),
  either: z.union([z.int(), z.literal('all')]).optional(),
  level: z.union([z.literal('LOW'), z.literal('HIGH')]).optional(),
});
const LISTED = jsonSchema(Input, 'input');
const failure = (given: Record<string, unknown>, listed = LISTED): string => {
  try {
    return `fits: ${JSON.stringify(validate(given, Input, () => listed))}`;
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return describeError(error);
  }
};

describe('withoutBlanks', () => {
  const schema = {
    properties: {
      id: {},
      q: { default: '' },
      n: { default: 0 },
      on: { default: true },
      list: { default: [] },
      map: { default: {} },
      plain: {},
    },
    required: ['id'],
  };

  it.each([
    ['null', { q: null, plain: null }, {}],
    ['the stated default', { q: '', n: 0, on: true, list: [], map: {} }, {}],
    ['nothing else', { q: ' ', n: '0', on: false, list: [0], map: { a: null } }, undefined],
    ['no blank where none is stated', { plain: '' }, undefined],
    ['nothing that is required', { id: null }, undefined],
    ['nothing that is not known', { other: null, toString: null }, undefined],
  ])('leaves out %s', (_, given, left) => {
    expect(withoutBlanks(given, schema)).toEqual(left ?? given);
  });

  it('takes a schema without properties', () => {
    expect(withoutBlanks({ a: null }, { type: 'object' })).toEqual({ a: null });
  });
});

describe('validate', () => {
  it('gives arguments with their defaults', () => {
    expect(validate({ namespace: 'a' }, Input, () => LISTED)).toEqual({ namespace: 'a', size: 10 });
  });

  it.each<[Record<string, unknown>, string]>([
    [{}, 'The argument "namespace" is missing.'],
    [{ namespace: '' }, 'The argument "namespace" is not valid: must not be empty. It is "".'],
    [{ namespace: 7 }, 'The argument "namespace" is not valid: must be a string. It is 7.'],
    [{ namespace: null }, 'The argument "namespace" is not valid: must be a string. It is null.'],
    [{ namespace: 'a', action: 'gte' }, 'The argument "action" cannot be "gte". Allowed: get, set.'],
    [
      { namespace: 'a', labels: { k: 1 } },
      'The argument "labels.k" is not valid: must be a string. It is 1.',
    ],
    [
      { namespace: 'a', name_space: 'b' },
      'There is no argument "name_space". Did you mean "namespace"? ' +
        'The arguments are: namespace, size, action, labels, nested, either, level.',
    ],
    [
      { namespace: 'a', nested: { deep: 1, depe: 2 } },
      'There is no argument "nested.depe". Did you mean "deep"? The members of "nested" are: deep.',
    ],
    [
      { namespace: 'a', either: 'some' },
      'The argument "either" is not valid: must be a number or "all". It is "some".',
    ],
    [{ namespace: 'a', level: 'MID' }, 'The argument "level" cannot be "MID". Allowed: LOW, HIGH.'],
    [{ namespace: 'a', nested: {} }, 'The argument "nested.deep" is missing.'],
  ])('%j: %s', (given, text) => {
    expect(failure(given)).toBe(text);
  });

  it('names every fault', () => {
    expect(failure({ size: 0, bad: 1 }).split('\n')).toEqual([
      'The arguments have 3 problems:',
      '- The argument "namespace" is missing.',
      '- The argument "size" is not valid: must be at least 1. It is 0.',
      expect.stringMatching(/^- There is no argument "bad"\./),
    ]);
  });

  it('speaks of nothing but what is listed here', () => {
    const listed = { properties: { namespace: { type: 'string' }, action: { enum: ['get'] } } };
    const said = (given: Record<string, unknown>) => failure({ namespace: 'a', ...given }, listed);
    expect(said({ action: 'x' })).toBe('The argument "action" cannot be "x". Allowed: get.');
    expect(said({ actions: 1 })).toBe(
      'There is no argument "actions". Did you mean "action"? The arguments are: namespace, action.',
    );
    expect(said({ size: 0 })).toBe('There is no argument "size". The arguments are: namespace, action.');
    expect(said({ nested: { deep: 'x' } })).toMatch(/^There is no argument "nested"\. The arguments are/);
    expect(said({ lable: 1 })).toBe('There is no argument "lable". The arguments are: namespace, action.');
    expect(failure({ namespace: 'a', more: 1 }, {})).toBe('There is no argument "more".');
  });

  it('is short whatever is sent', () => {
    const huge = 'x'.repeat(1_000_000);
    expect(failure({ namespace: 'a', size: huge }).length).toBeLessThan(300);
    expect(failure({ namespace: 'a', [huge]: 1 }).length).toBeLessThan(300);
    expect(failure({ namespace: 'a', labels: { [huge]: 1 } }).length).toBeLessThan(300);
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`argument${n}`, n]));
    expect(failure({ namespace: 'a', ...many }).length).toBeLessThan(5_000);
  });
});

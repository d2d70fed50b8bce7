import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { describeError, InputError } from '../foundation/errors.js';
import { validate, withoutBlanks } from './arguments.js';

const Input = z.strictObject({
  namespace: z.string().min(1, 'must not be empty'),
  size: z.int().min(1).max(200).default(10),
  action: z.enum(['get', 'set']).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  nested: z.strictObject({ deep: z.number() }).optional(),
});
const failure = (given: Record<string, unknown>, allowed?: readonly string[]): string => {
  try {
    return `fits: ${JSON.stringify(validate(given, Input, () => allowed))}`;
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
    expect(validate({ namespace: 'a' }, Input, () => undefined)).toEqual({ namespace: 'a', size: 10 });
  });

  it.each<[Record<string, unknown>, string]>([
    [{}, 'The argument "namespace" is missing.'],
    [{ namespace: '' }, 'The argument "namespace" is not valid: must not be empty. It is "".'],
    [{ namespace: 7 }, 'The argument "namespace" is not valid: expected string, received number. It is 7.'],
    [
      { namespace: null },
      'The argument "namespace" is not valid: expected string, received null. It is null.',
    ],
    [{ namespace: 'a', action: 'gte' }, 'The argument "action" is "gte". Allowed: get, set.'],
    [
      { namespace: 'a', labels: { k: 1 } },
      'The argument "labels.k" is not valid: expected string, received number. It is 1.',
    ],
    [
      { namespace: 'a', name_space: 'b' },
      'There is no argument "name_space". Did you mean "namespace"? ' +
        'The arguments are: namespace, size, action, labels, nested.',
    ],
    [
      { namespace: 'a', nested: { deep: 1, depe: 2 } },
      'There is no argument "nested.depe". The arguments are: namespace, size, action, labels, nested.',
    ],
  ])('%j: %s', (given, text) => {
    expect(failure(given)).toBe(text);
  });

  it('names every fault', () => {
    expect(failure({ size: 0, bad: 1 }).split('\n')).toEqual([
      'The argument "namespace" is missing.',
      expect.stringMatching(/^- The argument "size" is not valid: .*>=1. It is 0\.$/),
      expect.stringMatching(/^- There is no argument "bad"\./),
    ]);
  });

  it('offers only what is allowed here', () => {
    expect(failure({ namespace: 'a', action: 'x' }, ['get'])).toBe(
      'The argument "action" is "x". Allowed: get.',
    );
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

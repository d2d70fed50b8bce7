import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { ACME, loadedPlugin } from '../../../../test/support/host/runtime.js';
import { describeError } from '../../foundation/errors.js';
import { definePlugin } from '../../plugin/author/define.js';
import { shape } from './shape.js';

const called = { plugin: loadedPlugin(definePlugin({ id: 'p' })), name: 'get_thing' };
const shaped = (value: unknown, output: z.ZodType = z.looseObject({}), isCompact = false) =>
  shape(value, called, { output }, isCompact);
const failure = (...given: Parameters<typeof shaped>) => {
  try {
    return `none: ${JSON.stringify(shaped(...given))}`;
  } catch (error) {
    return describeError(error);
  }
};
const RAN = `get_thing of ${ACME.replace('The', 'the')} ran, but its result`;

describe('a compact result', () => {
  it('lacks what says nothing', () => {
    expect(shaped({ a: null, _links: {}, b: 1 }, undefined, true)).toEqual({ b: 1 });
  });

  it('never fails for what compacting took away', () => {
    const output = z.strictObject({ a: z.string().nullable(), _links: z.looseObject({}) });
    const value = { a: null, _links: { self: 'x' } };
    expect(shaped(value, output, true)).toEqual(value);
  });

  it('has its dates, as text', () => {
    const at = new Date(0);
    expect(shaped({ at, none: null }, undefined, true)).toEqual({ at: '1970-01-01T00:00:00.000Z' });
  });

  it('has a member that is named __proto__, where the schema lets it be', () => {
    const value = JSON.parse('{"inputs": {"__proto__": {"x": 1}}, "y": 2}');
    const text = JSON.stringify(shaped(value, z.looseObject({ inputs: z.unknown() }), true));
    expect(text).toBe('{"inputs":{"__proto__":{"x":1}},"y":2}');
  });
});

describe('a date', () => {
  const at = new Date('2026-01-31T12:00:00Z');
  it.each([
    ['text', z.object({ at: z.string() })],
    ['a date', z.object({ at: z.date() })],
    ['anything', z.looseObject({})],
  ])('is its ISO text where there is to be %s', (_, output) => {
    expect(shaped({ at }, output)).toEqual({ at: '2026-01-31T12:00:00.000Z' });
  });
});

describe('a result that JSON has no word for', () => {
  const circle: Record<string, unknown> = { list: [{}] };
  (circle.list as object[])[0] = circle;

  it.each<[string, unknown, string]>([
    ['a BigInt', { a: { b: 1n } }, 'has at "a.b" a BigInt'],
    ['a function', { a: [() => 1] }, 'has at "a.0" a function'],
    ['a circle', circle, 'has at "list.0" an object that contains itself'],
    ['a map', { m: new Map([[1, 2]]) }, 'has at "m" an instance of Map, which JSON cannot represent'],
  ])('%s is told by name, and by member', (_, value, says) => {
    expect(failure(value)).toContain(`${RAN} ${says}.`);
    expect(failure(value, undefined, true)).toContain(`${RAN} ${says}.`);
  });

  it('does no harm in what the schema leaves out', () => {
    expect(shaped({ said: 'x', self: circle, n: 1n }, z.object({ said: z.string() }))).toEqual({ said: 'x' });
  });

  it('fits no schema that recurses either', () => {
    const node = z.object({
      get next() {
        return node.optional();
      },
    });
    const round: { next?: unknown } = {};
    round.next = round;
    expect(failure(round, node)).toContain(`${RAN} has at "next" an object that contains itself.`);
  });
});

describe('a result that does not fit', () => {
  it('is told with the member and the value', () => {
    expect(failure({ a: 1 }, z.object({ a: z.string() }))).toBe(
      `${RAN} does not match its output schema: a: Invalid input: expected string, received number.\n` +
        'The result was: {"a":1}',
    );
    expect(failure(undefined)).toContain('does not match its output schema: the result: ');
  });

  it('is told where its schema cannot judge it', () => {
    const output = z.looseObject({}).refine(async () => true);
    expect(failure({ a: 1 }, output)).toContain(`${RAN} cannot be checked against its output schema: `);
  });
});

import { describe, expect, it } from '@jest/globals';
import { describeProperty, describeType } from './description.js';
import { nodeAt, pathOf } from './members.js';
import { typeText, valuesOf } from './type-text.js';

const told = (properties: object, more: object = {}) =>
  describeType({ type: 'io.acme.T' }, { properties, ...more } as never);

it.each([
  [{ type: 'string' }, 'string'],
  [{ type: 'string', format: 'duration' }, 'string (duration)'],
  [{ type: 'integer', minimum: 0, maximum: 9 }, 'integer (min 0, max 9)'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ const: 'BASIC' }, '"BASIC"'],
  [
    { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }, {}] },
    'string | array of string',
  ],
  [{ oneOf: [{ type: 'boolean' }, { type: 'boolean' }] }, 'boolean'],
  [
    { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'integer' }] } },
    'array of (string | integer)',
  ],
  [{ type: 'array', items: {} }, 'array'],
  [{ type: 'object', additionalProperties: { type: 'string' } }, 'map of string'],
  [{ type: 'object' }, 'map'],
  [{ type: 'object', properties: { a: {} } }, 'object'],
  [{ $ref: '#/definitions/io.acme.Auth-2' }, 'Auth'],
  [{ allOf: [{ $ref: '#/$defs/io.acme.Auth-2' }, { title: 'It.' }] }, 'Auth'],
  [{ $ref: '#/$defs/io.acme.Missing' }, 'Missing'],
  [{}, 'any'],
  [{ type: 7, anyOf: 'no list', allOf: {} }, 'any'],
])('%j is %j', (node, text) => {
  const definitions = { 'io.acme.Auth-2': { type: 'object', properties: { type: { const: 'X' } } } };
  expect(typeText(node, { definitions })).toBe(text);
});

it('gives the values of what is in lists, and of what it may be', () => {
  const node = { anyOf: [{ type: 'array', items: { enum: ['a', 'b'] } }, { enum: ['b', 'c'] }] };
  expect(valuesOf(node, {})).toEqual(['a', 'b', 'c']);
});

it.each([
  ['a.b', ['a', 'b']],
  ['tasks[0].id', ['tasks', 'id']],
  ['a/b', ['a', 'b']],
  ['a.*.b', ['a', 'b']],
  ['..', []],
])('%j leads to %j', (property, path) => {
  expect(pathOf(property)).toEqual(path);
});

describe('alternatives', () => {
  const documentation = {
    definitions: {
      'io.acme.Basic-1': { properties: { type: { const: 'BASIC' }, user: { type: 'string' } } },
      'io.acme.Bearer-1': {
        properties: { type: { enum: ['BEARER'] }, token: { type: 'string', $required: true } },
      },
    },
  };
  const auth = { anyOf: [{ $ref: '#/$defs/io.acme.Basic-1' }, { $ref: '#/$defs/io.acme.Bearer-1' }] };
  const root = { properties: { options: { properties: { auth } }, many: { type: 'array', items: auth } } };

  it('are told apart', () => {
    const node = nodeAt(root, ['options', 'auth'], documentation);
    expect(describeProperty('T', 'options.auth', node ?? {}, documentation)).toEqual({
      ...{ type: 'T', property: 'options.auth', property_type: 'Basic | Bearer' },
      one_of: [
        {
          is: 'BASIC',
          properties: [
            { name: 'type', type: '"BASIC"' },
            { name: 'user', type: 'string' },
          ],
        },
        {
          is: 'BEARER',
          properties: [
            { name: 'token', type: 'string', required: true },
            { name: 'type', type: 'any', values: ['BEARER'] },
          ],
        },
      ],
    });
  });

  it('are gone into by what is in them, or by their name', () => {
    expect(nodeAt(root, ['options', 'auth', 'token'], documentation)).toMatchObject({ $required: true });
    expect(nodeAt(root, ['many', 'user'], documentation)).toEqual({ type: 'string' });
    expect(nodeAt(root, ['options', 'auth', 'BASIC'], documentation)).toHaveProperty('properties.user');
    expect(nodeAt(root, ['options', 'auth', 'none'], documentation)).toBeUndefined();
    expect(nodeAt(root, ['constructor'], documentation)).toBeUndefined();
  });
});

describe('what a hostile Kestra says', () => {
  it('may refer to itself', () => {
    const self = { $ref: '#/$defs/a' };
    const a = {
      allOf: Array(50).fill(self),
      anyOf: Array(50).fill(self),
      items: self,
      properties: { a: self },
    };
    const properties = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`p${index}`, self]));
    const text = JSON.stringify(told({ properties }, { definitions: { a } }));
    expect(text.length).toBeLessThanOrEqual(4_000);
  });

  it.each([
    [null],
    ['text'],
    [{ properties: 'x', required: 'y', $examples: [null, { code: 7 }, { code: ['a', 'b'] }] }],
    [{ properties: { ['__proto__']: { type: 'string' }, x: null, y: [1] }, title: 7 }],
  ])('may be no schema: %j', (properties) => {
    expect(told(properties as never)).toMatchObject({ type: 'io.acme.T', properties: expect.any(Array) });
  });

  it('may be long in any place', () => {
    const long = 'long '.repeat(20_000);
    const schema = {
      ...{
        title: long,
        description: `${long} Use ${long} instead.`,
        $deprecated: true,
        $examples: [{ code: long }],
      },
      properties: { [long]: { title: long, default: long, enum: [long, long], $deprecated: 'true' } },
    };
    for (const one of [told(schema), told(schema, { outputs: schema })]) {
      expect(JSON.stringify(one).length).toBeLessThanOrEqual(4_000);
    }
    const [property] = Object.values(schema.properties);
    expect(JSON.stringify(describeProperty('T', 'p', property ?? {}, {})).length).toBeLessThanOrEqual(4_000);
  });
});

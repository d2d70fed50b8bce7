import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { jsonSchema } from './json-schema.js';
import type { JsonSchema } from './manifest.js';
import { notPlain, plainSchema } from './plain-schema.js';

const listed = (field: z.ZodType) => {
  const schema = jsonSchema(z.strictObject({ x: field }), 'input');
  return (schema.properties as { x: JsonSchema }).x;
};
const address = z.object({ city: z.string().meta({ examples: ['Rome'] }) }).meta({ id: 'address' });
const text = z.string();

describe('a schema that says the same in plain words', () => {
  it.each<[string, z.ZodType, object]>([
    ['a single value', z.literal('a').describe('D'), { type: 'string', enum: ['a'], description: 'D' }],
    ['a single number', z.literal(3), { type: 'number', enum: [3] }],
    ['null beside a type', text.nullable().default(null), { type: 'string' }],
    ['null beside values', z.enum(['a', 'b']).nullish(), { type: 'string', enum: ['a', 'b'] }],
    ['null among values', z.literal(['a', null]), { type: 'string', enum: ['a'] }],
    [
      'several values',
      z.union([z.literal('a'), z.enum(['b', 'c'])]),
      { type: 'string', enum: ['a', 'b', 'c'] },
    ],
    ['texts of two kinds', z.union([z.email(), z.literal('')]), { type: 'string' }],
    ['above a whole number', z.int().positive(), { type: 'integer', minimum: 1 }],
    ['below a whole number', z.int().gt(2).min(7).lt(10), { type: 'integer', minimum: 7, maximum: 9 }],
    [
      'a definition',
      address,
      { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    ],
    ['anything by name', z.record(text, z.unknown()), { type: 'object', additionalProperties: true }],
    [
      'numbers by name',
      z.record(text, z.int()),
      { type: 'object', additionalProperties: { type: 'integer' } },
    ],
    ['a default', z.array(text).default([]), { type: 'array', items: { type: 'string' }, default: [] }],
  ])('%s', (_, field, schema) => {
    expect(listed(field)).toEqual(schema);
    expect(notPlain(listed(field))).toEqual([]);
  });

  it.each<[string, z.ZodType]>([
    ['a length', text.min(1).max(9)],
    ['a pattern', text.regex(/^a/)],
    ['a form', z.email()],
    ['a number of items', z.array(text).min(1).max(9)],
    ['a step', z.number().multipleOf(5)],
    ['an end that is not whole', z.number().gt(0.5)],
  ])('leaves %s to the call', (_, field) => {
    expect(notPlain(listed(field))).toEqual([]);
    expect(['string', 'array', 'number']).toContain(listed(field).type);
  });

  it('keeps the names of parameters, whatever they are', () => {
    const shape = { const: text, pattern: text, anyOf: text, $ref: text };
    expect(Object.keys(jsonSchema(z.strictObject(shape), 'input').properties as object)).toEqual(
      Object.keys(shape),
    );
  });

  it('keeps what stands in a default', () => {
    const schema = { type: 'object', default: { const: 1, pattern: null } };
    expect(plainSchema(schema)).toEqual(schema);
  });
});

interface Tree {
  below: Tree[];
}
const tree: z.ZodType<Tree> = z.lazy(() => z.object({ below: z.array(tree) }));

describe('what has no plain words', () => {
  it.each<[string, z.ZodType, string[]]>([
    ['anything', z.unknown().describe('D'), ['"x" allows any value']],
    ['a list of anything', z.array(z.any()), ['"x.[]" allows any value']],
    ['two types', z.union([text, z.number()]), ['"x" has several types']],
    ['one or many', z.union([text, z.array(text)]), ['"x" has "anyOf"']],
    ['two shapes', z.union([z.object({ a: text }), z.object({ b: text })]).optional(), ['"x" has "anyOf"']],
    ['places', z.tuple([text, z.int()]), ['"x" has "prefixItems"']],
    [
      'deep inside',
      z.object({ y: z.array(z.union([z.literal(1), z.null(), text])) }),
      ['"x.y.[]" has "anyOf"'],
    ],
  ])('stays, and is said: %s', (_, field, said) => {
    expect(notPlain(jsonSchema(z.strictObject({ x: field }), 'input'))).toEqual(said);
  });

  it('keeps a schema that holds itself whole', () => {
    const schema = jsonSchema(z.strictObject({ tree }), 'input');
    expect(schema).toHaveProperty('$defs');
    expect(notPlain(schema)).toContain('the root has "$defs"');
  });
});

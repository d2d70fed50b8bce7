import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { definePlugin } from '../author/define.js';
import { describePlugin } from '../manifest/describe.js';
import { secretsByJson, secretsByZod } from './secret-options.js';

const secret = z.string().meta({ secret: true });
const kind = <T extends string>(name: T) => z.literal(name);
interface Tree {
  key: string;
  below?: Tree[] | undefined;
}
const tree: z.ZodType<Tree> = z.lazy(() => z.object({ key: secret, below: z.array(tree).optional() }));

/** A schema, what is given, and what of it is secret. */
const SHAPES: [string, z.ZodType, unknown, string[]][] = [
  ['nullable', secret.nullable(), 's3', ['s3']],
  ['nullish', secret.nullish(), 's3', ['s3']],
  ['with a default', secret.default('x'), 's3', ['s3']],
  ['with a catch', secret.catch('x'), 's3', ['s3']],
  ['prefaulted', secret.prefault('x'), 's3', ['s3']],
  ['readonly', secret.readonly(), 's3', ['s3']],
  ['nonoptional', secret.optional().nonoptional(), 's3', ['s3']],
  ['transformed', secret.transform((text) => text.length), 's3', ['s3']],
  ['piped', z.string().pipe(secret), 's3', ['s3']],
  ['refined', secret.refine(() => false), 's3', ['s3']],
  ['marked before a check', z.string().meta({ secret: true }).min(1).max(9), 's3', ['s3']],
  ['marked after a transform', z.string().transform(Number).meta({ secret: true }), '77', ['77']],
  ['in a union', z.union([z.number(), secret]), 's3', ['s3']],
  ['in a union of objects', z.union([z.object({ a: secret }), z.object({ b: secret })]), { b: 's3' }, ['s3']],
  [
    'in a discriminated union',
    z.discriminatedUnion('type', [
      z.object({ type: kind('basic'), password: secret }),
      z.object({ type: kind('bearer'), token: secret }),
    ]),
    { type: 'bearer', token: 's3' },
    ['s3'],
  ],
  ['in a tuple', z.tuple([z.string(), secret]), ['open', 's3'], ['s3']],
  ['in the rest of a tuple', z.tuple([z.string()], secret), ['open', 's3', 's4'], ['s3', 's4']],
  ['in a list', z.array(z.object({ key: secret })), [{ key: 's3' }, { key: 's4' }], ['s3', 's4']],
  ['in a record', z.record(z.string(), secret), { open: 's3' }, ['s3']],
  ['as a name of a record', z.record(secret, z.string()), { s3: 'open' }, ['s3']],
  ['in a partial record', z.partialRecord(z.enum(['a', 'b']), secret), { a: 's3' }, ['s3']],
  ['in what catches the rest', z.object({ a: z.string() }).catchall(secret), { a: 'open', b: 's3' }, ['s3']],
  ['in an intersection', z.intersection(z.object({ a: secret }), z.looseObject({})), { a: 's3' }, ['s3']],
  ['that is a number', z.number().meta({ secret: true }), 90_210, ['90210']],
  ['that is whole', z.int().meta({ secret: true }).optional(), 90_210, ['90210']],
  ['that is coerced', z.coerce.string().meta({ secret: true }), 90_210, ['90210']],
  ['within itself', tree, { key: 's3', below: [{ key: 's4' }] }, ['s3', 's4']],
  [
    'as a whole object',
    z.object({ a: z.string(), b: z.array(z.int()) }).meta({ secret: true }),
    { a: 's3', b: [7] },
    ['s3', '7'],
  ],
];

describe.each(SHAPES)('a secret %s', (_, schema, given, secrets) => {
  const options = z.strictObject({ it: schema, open: z.string().optional() });
  const value = { it: given, open: 'not secret' };

  it('is known by the schema', () => {
    expect(new Set(secretsByZod(options, value))).toEqual(new Set(secrets));
  });

  it('is known by the manifest', () => {
    const manifest = describePlugin(definePlugin({ id: 'sla', options }), '1');
    expect(new Set(secretsByJson(manifest.options, value))).toEqual(new Set(secrets));
  });
});

it.each<[string, z.ZodType, unknown, string[]]>([
  ['a bigint', z.bigint().meta({ secret: true }), 12_345n, ['12345']],
  ['in a map', z.map(z.string(), secret), new Map([['open', 's3']]), ['s3']],
  ['in a set', z.set(secret), new Set(['s3']), ['s3']],
  [
    'prepared',
    z.preprocess((text) => JSON.parse(String(text)), z.object({ a: secret })),
    '{"a":"s3"}',
    ['{"a":"s3"}'],
  ],
])('a secret that JSON has no word for is known by the schema: %s', (_, schema, given, secrets) => {
  expect(secretsByZod(schema, given)).toEqual(secrets);
});

it('a value or a schema that never ends is given up', () => {
  const round: { key: string; below: unknown[] } = { key: 's3', below: [] };
  round.below.push(round);
  expect(new Set(secretsByZod(tree, round))).toEqual(new Set(['s3']));
  const broken = z.lazy(() => {
    throw new Error('no');
  });
  expect(secretsByZod(broken, 's3')).toEqual([]);
});

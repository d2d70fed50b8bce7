import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { labelList, labelMap } from './labels.js';

const FORMS = 'must be a map, e.g. {"team": "data"}, or a list of "key:value"';
const DATA = [{ key: 'team', value: 'data' }];

describe.each([
  ['a map', labelMap],
  ['a list', labelList],
])('labels that are told as %s', (_, atom) => {
  it.each([
    [{ team: 'data' }, DATA],
    [['team:data'], DATA],
    ['team:data', DATA],
    [' team: data', DATA],
    [[{ key: 'team', value: 'data' }], DATA],
    [['team:data', { key: 'team', value: 'data' }], DATA],
    [
      { n: 1, ok: false },
      [
        { key: 'n', value: '1' },
        { key: 'ok', value: 'false' },
      ],
    ],
    [['team: data', 'team : data ', ' team:data'], DATA],
    [[{ key: 'note', value: ' two words' }], [{ key: 'note', value: ' two words' }]],
    [['url:http://a:1'], [{ key: 'url', value: 'http://a:1' }]],
    [{ note: ' two words ' }, [{ key: 'note', value: ' two words ' }]],
    [{}, []],
    [[], []],
  ])('may be %j', (given, labels) => {
    expect(atom.parse(given)).toEqual(labels);
    expect(atom.optional().parse(undefined)).toBeUndefined();
  });

  it.each([
    [{ 'cost centre': 'x' }, 'the key "cost centre" must not contain a space or a colon'],
    [['cost\tcentre:x'], 'must not contain a space'],
    [{ 'a:b': 'x' }, 'the key "a:b" must not contain a space or a colon'],
    [{ team: '' }, 'the value of "team" must not be empty'],
    [['team:'], 'the value of "team" must not be empty'],
    [[{ key: 'team', value: '  ' }], 'the value of "team" must not be empty'],
    [{ '': 'x' }, 'a key must not be empty'],
    [[':x'], 'a key must not be empty'],
    [[{ key: 7, value: 'x' }], 'a key must not be empty'],
    [{ team: null }, 'the value of "team" must be a string, not null'],
    [{ team: ['a'] }, 'the value of "team" must be a string, not ["a"]'],
    [['a:1', 'a:2'], 'the key "a" must have only one value'],
    [['team'], FORMS],
    [[{ team: 'data' }], FORMS],
    [['a:1', 'team'], `${FORMS}, but "team" is neither`],
    [['a:1', { team: 'data' }], `${FORMS}, but {"team":"data"} is neither`],
    [['a:1', 'x'.repeat(99)], `${FORMS}, but "${'x'.repeat(59)} is neither`],
    ['team', FORMS],
    ['', FORMS],
    ['team:data,region:eu', FORMS],
    ['{"team":"data"}', FORMS],
    ['["team:data"]', FORMS],
    ['team:', 'the value of "team" must not be empty'],
    [7, FORMS],
  ])('are refused in words: %j', (given, message) => {
    const { error } = atom.safeParse(given);
    expect(error?.issues).toEqual([expect.objectContaining({ message: expect.stringContaining(message) })]);
  });
});

it('each has the JSON Schema of its form', () => {
  const schemaOf = (atom: z.ZodType) =>
    z.toJSONSchema(z.strictObject({ labels: atom.optional() }), { io: 'input' }).properties;
  expect(z.toJSONSchema(z.strictObject({ labels: labelMap }), { io: 'input' }).required).toEqual(['labels']);
  expect(schemaOf(labelMap)).toEqual({
    labels: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'Labels, e.g. {"team": "data"}',
    },
  });
  expect(schemaOf(labelList)).toEqual({
    labels: { type: 'array', items: { type: 'string' }, description: 'Labels, e.g. ["team:data"]' },
  });
});

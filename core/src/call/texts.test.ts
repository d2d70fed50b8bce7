import { describe, expect, it } from '@jest/globals';
import { choiceIn, jsonIn, numberIn, truthIn } from './texts.js';

describe('numberIn', () => {
  it.each([
    ['2', 2],
    ['-17', -17],
    ['0', 0],
    ['0.25', 0.25],
    ['50.0', 50],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('%j is %d', (text, number) => {
    expect(numberIn(text)).toBe(number);
  });

  it.each([
    ...['', ' ', '2px', '0x10', '1e400', '1e3', ' 2 ', '2\n', '+2', '02', '.5', '5.', '1,5', '1_000', '٣'],
    ...['NaN', 'Infinity', 'true', '9007199254740993', '0.10000000000000000001', '9'.repeat(400)],
  ])('%j is none', (text) => {
    expect(numberIn(text)).toBeUndefined();
  });
});

describe('truthIn', () => {
  it.each(['true', 'True', 'TRUE'])('%j is true', (text) => expect(truthIn(text)).toBe(true));
  it.each(['false', 'False', 'FALSE'])('%j is false', (text) => expect(truthIn(text)).toBe(false));
  it.each(['', 'yes', 'yes please', 'no', '1', '0', 'on', ' true', 'tRUE', 'null', 'toString'])(
    '%j is neither',
    (text) => expect(truthIn(text)).toBeUndefined(),
  );
});

describe('jsonIn', () => {
  it.each([
    ['{"a":{"b":[1,null]}}', { a: { b: [1, null] } }],
    [' [1, "2"]\n', [1, '2']],
    ['{}', {}],
    ['{"n":"2"}', { n: '2' }],
  ])('%j is read', (text, value) => {
    expect(jsonIn(text)).toEqual(value);
  });

  it.each([
    ...['', '2', '"a"', 'null', 'true', '{', '{a:1}', "{'a': 1}", '[1,]', '{} {}', 'a: 1'],
    ...['{"__proto__":{"isAdmin":true}}', '[{"a":{"__proto__":1}}]'],
    ...['['.repeat(65) + ']'.repeat(65), '['.repeat(400_000) + ']'.repeat(400_000)],
    `["${'x'.repeat(1_000_000)}"]`,
  ])('is not: %.30j', (text) => {
    expect(jsonIn(text)).toBeUndefined();
  });
});

describe('choiceIn', () => {
  const levels = ['ERROR', 'WARN', 'INFO'];
  const states = ['SUCCESS', 'WARNING'];

  it.each([
    ['info', levels, 'INFO'],
    [' Error ', levels, 'ERROR'],
    ['warning', levels, 'WARN'],
    ['Warn', states, 'WARNING'],
    ['GET', ['get', 'set'], 'get'],
    ['string', ['STRING'], 'STRING'],
  ])('%j of %j is %j', (text, choices, choice) => {
    expect(choiceIn(text, choices)).toBe(choice);
  });

  it.each<[string, unknown[]]>([
    ['information', levels],
    ['', levels],
    ['err', levels],
    ['fine', ['Fine', 'FINE']],
    ['constructor', levels],
    ['1', [1, 2]],
  ])('%j of %j is none', (text, choices) => {
    expect(choiceIn(text, choices)).toBeUndefined();
  });
});

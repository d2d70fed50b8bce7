import { describe, expect, it } from '@jest/globals';
import { jsonOf } from './json.js';

class Point {
  constructor(readonly x: number) {}
}
class Money {
  toJSON() {
    return '3 EUR';
  }
}
const throwing = {
  toJSON() {
    throw new Error('no');
  },
};

describe('jsonOf', () => {
  it.each([
    { a: [1, 'x', null, true, { b: {} }], c: undefined },
    { at: new Date(0), url: new URL('http://a/b'), money: new Money(), point: new Point(1) },
    Object.assign(Object.create(null), { a: 1 }),
    JSON.parse('{"__proto__": {"a": null}, "constructor": 1}'),
    [Buffer.from('a')],
    null,
    'text',
  ])('is what JSON makes of %j', (value) => {
    expect(JSON.stringify(jsonOf(value))).toBe(JSON.stringify(value));
  });

  it('lets one object stand in several places', () => {
    const one = { a: 1 };
    expect(jsonOf({ x: one, y: [one, one] })).toEqual({ x: one, y: [one, one] });
  });

  it.each<[string, unknown, string]>([
    ['BigInt', { a: { b: [1n] } }, 'has at "a.b.0" a BigInt'],
    ['BigInt, the whole', 1n, 'is a BigInt'],
    ['function', { f() {} }, 'has at "f" a function'],
    ['symbol', { a: Symbol('x') }, 'has at "a" a symbol'],
    ['Map', { a: new Map([[1, 2]]) }, 'has at "a" an instance of Map, which JSON cannot represent'],
    ['Set', new Set([1]), 'is an instance of Set, which JSON cannot represent'],
    ['Promise', { a: Promise.resolve() }, 'has at "a" an instance of Promise, which JSON cannot represent'],
    ['Error', { a: new Error('x') }, 'has at "a" an instance of Error, which JSON cannot represent'],
    [
      'Uint8Array',
      { a: new Uint8Array(2) },
      'has at "a" an instance of Uint8Array, which JSON cannot represent',
    ],
    ['toJSON', { a: throwing }, 'has at "a" something that cannot be read: no'],
    [
      'getter',
      { a: Object.defineProperty({}, 'b', { enumerable: true, get: throwing.toJSON }) },
      'has at "a" something that cannot be read: no',
    ],
  ])('says where something is that it would lose: %s', (_, value, says) => {
    expect(() => jsonOf(value)).toThrow(says);
  });

  it('says that an object is a part of itself, or too deep', () => {
    const circle: { a?: object } = {};
    circle.a = { b: [circle] };
    expect(() => jsonOf(circle)).toThrow('has at "a.b.0" an object that contains itself');
    let deep: object = {};
    for (let level = 0; level < 20_000; level += 1) deep = { deep };
    expect(() => jsonOf(deep)).toThrow('an object nested below 1000 others');
  });
});

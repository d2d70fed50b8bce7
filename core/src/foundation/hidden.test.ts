import { describe, expect, it } from '@jest/globals';
import { beginning } from './hidden.js';

describe('the beginning of a text', () => {
  it.each([
    ['abc', 5, 'abc'],
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    ['ab😀', 4, 'ab😀'],
    ['ab😀d', 4, 'ab😀'],
    ['ab😀d', 3, 'ab'],
    ['😀', 1, ''],
  ])('of %s up to %s is %s', (text, most, wanted) => {
    expect(beginning(text, most)).toBe(wanted);
  });
});

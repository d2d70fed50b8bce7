import { expect, it } from '@jest/globals';
import { brand } from './brand.js';

it('a branded class has the name of its brand, whatever a bundler has made of it', () => {
  class _Lost extends Error {
    static {
      brand(_Lost, 'LostError');
    }

    constructor() {
      super('M');
      this.name = new.target.name;
    }
  }
  class Mine extends _Lost {}
  expect([_Lost.name, new _Lost().name, new _Lost().constructor.name]).toEqual(Array(3).fill('LostError'));
  expect([Mine.name, new Mine().name]).toEqual(['Mine', 'Mine']);
});

import { describe, expect, it } from '@jest/globals';
import { didYouMean, nearest } from './nearest.js';

const known = ['delete_flow_logs', 'flow', 'find_flow', 'files', 'manage_flow', 'kv'];

describe('nearest', () => {
  it.each([
    ['flwo', ['flow']],
    ['FLOW', ['flow']],
    ['delete_flow_log', ['delete_flow_logs', 'flow']],
    ['kw', ['kv']],
    ['xyzxyzxyz', []],
    // Two letters that happen to be in it are no name that is meant.
    ['workvessel', []],
    ['xy', []],
    ['k', ['kv']],
    ['', []],
  ])('%j is close to %j', (name, names) => {
    expect(nearest(name, known)).toEqual(names);
  });

  it('gives no more than asked for, and orders what is equally close by name', () => {
    expect(nearest('ax', ['ad', 'ac', 'ab', 'aa'])).toEqual(['aa', 'ab', 'ac']);
    expect(nearest('ax', ['ad', 'ac'], 1)).toEqual(['ac']);
  });

  it('looks at the beginning of an endless name only', () => {
    expect(nearest(`flow${'x'.repeat(1_000_000)}`, ['flow'])).toEqual(['flow']);
  });
});

describe('didYouMean', () => {
  it.each([
    ['zzzzzzzz', ''],
    ['flwo', ' Did you mean "flow"?'],
    ['delete_flow_log', ' Did you mean "delete_flow_logs" or "flow"?'],
    ['FLOW', ' Did you mean "flow"?'],
    ['low', ' Did you mean "flow", "find_flow" or "manage_flow"?'],
  ])('%s', (name, text) => {
    expect(didYouMean(name, known)).toBe(text);
  });
});

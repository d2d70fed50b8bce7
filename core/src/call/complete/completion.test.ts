import { describe, expect, it } from '@jest/globals';
import { redactor } from '../../response/redact.js';
import { shapeCompletion } from './completion.js';

const services = { redactResult: redactor(['hunter2hunter2']) };
const shape = (value: unknown, { text = '', namespaces }: { text?: string; namespaces?: string[] } = {}) =>
  shapeCompletion(value, { text, namespaces, services });
const many = (count: number) => Array.from({ length: count }, (_, index) => `v${index}`);

describe('a list', () => {
  it('is what fits the text, each value once', () => {
    expect(shape(['b', 'ab', 'a', 'a'], { text: 'a' })).toEqual({
      values: ['ab', 'a'],
      total: 2,
      hasMore: false,
    });
  });

  it('is cut to what a client takes, with how many there are', () => {
    const { values, total, hasMore } = shape(many(250));
    expect([values.length, values[99], total, hasMore]).toEqual([100, 'v99', 250, true]);
  });
});

describe('what a search found', () => {
  it('goes out as it is', () => {
    expect(shape({ values: ['b', 'a'] }, { text: 'x' })).toEqual({ values: ['b', 'a'], hasMore: false });
    expect(shape({ values: ['b'], total: 7 })).toEqual({ values: ['b'], total: 7, hasMore: true });
    expect(shape({ values: ['b'], hasMore: true })).toEqual({ values: ['b'], hasMore: true });
    expect(shape({ values: many(101), total: 5 })).toMatchObject({ total: 101, hasMore: true });
  });

  it('counts nothing outside of the namespaces that may be named', () => {
    const found = { values: ['company', 'company.team', 'companyx', 'other'], total: 40 };
    expect(shape(found, { namespaces: ['company'] })).toEqual({
      values: ['company', 'company.team'],
      hasMore: false,
    });
  });
});

it.each([
  ['\u001b[31mred'],
  ['a\nb'],
  ['a\u202eb'],
  ['a\u200bb'],
  [''],
  ['x'.repeat(1_001)],
  [5],
  ['hunter2hunter2'],
])('%j is no choice', (value) => {
  expect(shape(['a', value])).toEqual({ values: ['a'], total: 1, hasMore: false });
});

it.each([[undefined], [null], ['all'], [{ values: 'all' }], [5]])('%j is no completion', (value) => {
  expect(() => shape(value)).toThrow('A completer gave neither a list nor { values }.');
});

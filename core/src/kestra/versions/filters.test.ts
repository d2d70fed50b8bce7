import { describe, expect, it } from '@jest/globals';
import { InputError } from '../../foundation/errors.js';
import { period, where, whereLabels, whereStates } from './filters.js';

it.each([
  ['flat', { namespace: 'a', flowId: undefined }],
  ['filters', { 'filters[namespace][PREFIX]': 'a', 'filters[flowId][EQUALS]': undefined }],
] as const)('where speaks one grammar at a time: %s', (grammar, query) => {
  const conditions = [
    ['namespace', 'PREFIX', 'a'],
    ['flowId', 'EQUALS', undefined],
  ] as const;
  expect(where(grammar, conditions)).toEqual(query);
});

describe('a period', () => {
  const values = (asked: Parameters<typeof period>[0]) => period(asked).map(([, , value]) => value);

  it('that has an end alone is from the beginning', () => {
    expect(values({ endDate: '2026-05-01T00:00:00Z' })).toEqual([
      '1970-01-01T00:00:00Z',
      '2026-05-01T00:00:00Z',
    ]);
  });

  it('begins before its end, however long ago that is', () => {
    for (const endDate of ['1970-01-01T00:00:00Z', '1969-07-20', '1900-01-01 08:00 +02', '0001-01-01']) {
      const [start = '', end = ''] = values({ endDate });
      expect(Date.parse(start)).toBeLessThan(Date.parse(end));
    }
  });

  it('has an offset, whoever asks', () => {
    expect(values({ startDate: '2026-05-01', endDate: '2026-05-01' })).toEqual([
      '2026-05-01T00:00:00Z',
      '2026-05-01T23:59:59.999999Z',
    ]);
    const dates = { startDate: '2026-05-01T10:00:00', endDate: new Date(0).toISOString() };
    expect(values(dates)).toEqual(['2026-05-01T10:00:00Z', '1970-01-01T00:00:00.000Z']);
  });

  it('is as it is said otherwise', () => {
    expect(values({})).toEqual([undefined, undefined]);
    expect(values({ startDate: 's' })).toEqual(['s', undefined]);
    expect(values({ startDate: 's', endDate: 'e' })).toEqual(['s', 'e']);
  });
});

describe('states', () => {
  it('are repeated in the flat grammar, and in the other a list or one', () => {
    expect(whereStates('flat', ['KILLED', 'FAILED'])).toEqual({ state: ['KILLED', 'FAILED'] });
    expect(whereStates('filters', ['KILLED'])).toEqual({ 'filters[state][EQUALS]': 'KILLED' });
    expect(whereStates('filters', ['KILLED', 'FAILED'])).toEqual({ 'filters[state][IN]': 'KILLED,FAILED' });
  });

  it('are no condition when there are none', () => {
    for (const grammar of ['flat', 'filters'] as const) {
      expect(Object.values(whereStates(grammar, [])).flat().filter(Boolean)).toEqual([]);
    }
  });
});

describe('labels', () => {
  it('have their key in the name or in the value', () => {
    const labels = { team: 'data', 'system.from': 'a:b, "c"' };
    expect(whereLabels('filters', labels)).toEqual({
      'filters[labels][EQUALS][team]': 'data',
      'filters[labels][EQUALS][system.from]': 'a:b, "c"',
    });
    expect(whereLabels('flat', { team: 'data', url: 'http://x:1' })).toEqual({
      labels: ['team:data', 'url:http://x:1'],
    });
    expect(whereLabels('filters', {})).toEqual({});
  });

  it.each([
    ['filters', { 'a]': 'x' }],
    ['filters', { 'a[b': 'x' }],
    ['filters', { '': 'x' }],
    ['filters', { a: '' }],
    ['flat', { 'a:b': 'x' }],
    ['flat', { 'a b': 'x' }],
    ['flat', { a: 'x,y' }],
    ['flat', { a: '' }],
  ] as const)('in the grammar %s are refused where they would be read otherwise: %j', (grammar, labels) => {
    expect(() => whereLabels(grammar, { fine: 'yes', ...labels })).toThrow(InputError);
    expect(() => whereLabels(grammar, { fine: 'yes', ...labels })).toThrow(
      `Kestra cannot filter by the label ${JSON.stringify(Object.entries(labels)[0]?.join(':'))}.`,
    );
  });
});

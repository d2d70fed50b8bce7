import { describe, expect, it } from '@jest/globals';
import { datetime, duration, execution_id, flow_id, labels, leftOut, namespace } from './atoms.js';

const fits = (schema: { safeParse(value: unknown): { success: boolean } }) => (value: unknown) =>
  schema.safeParse(value).success;

describe.each([
  ['namespace', namespace, 150],
  ['flow_id', flow_id, 100],
  ['execution_id', execution_id, 100],
])('%s', (_, schema, maximum) => {
  it('takes what names a thing, and nothing that could leave its place in a path', () => {
    const good = ['a', 'company.team', 'my-flow_2', '0abc', 'x'.repeat(maximum)];
    const bad = ['', '.', '..', '-a', 'a/b', 'a b', 'a?b', 'a%2f', 'a\n', 'ä', 'x'.repeat(maximum + 1)];
    expect(good.filter(fits(schema))).toEqual(good);
    expect(bad.filter(fits(schema))).toEqual([]);
  });
});

describe('datetime', () => {
  it('has a time and an offset', () => {
    const good = ['2026-01-31T12:00:00Z', '2026-01-31T12:00Z', '2026-01-31T12:00:00.5+02:00'];
    const bad = ['2026-01-31', '2026-01-31T12:00:00', '2026-01-31 12:00:00Z', '', 'now'];
    expect(good.filter(fits(datetime))).toEqual(good);
    expect(bad.filter(fits(datetime))).toEqual([]);
  });
});

describe('duration', () => {
  it('is that of ISO 8601, of weeks down to seconds', () => {
    const good = ['P7D', 'PT1H30M', 'P1W', 'P1DT0.5S', 'PT90M'];
    const bad = ['P', 'PT', 'P1DT', '7D', 'P1M', 'P1Y', '-P1D', 'p7d', ''];
    expect(good.filter(fits(duration))).toEqual(good);
    expect(bad.filter(fits(duration))).toEqual([]);
  });
});

it('labels are flat', () => {
  expect(fits(labels)({ team: 'data', n: 1, on: true })).toBe(true);
  expect([{ '': 'x' }, { a: null }, { a: { b: 'c' } }, ['a:b']].filter(fits(labels))).toEqual([]);
});

it('leftOut is optional and changes nothing of what is given', () => {
  expect(leftOut(flow_id, '').safeParse(undefined)).toEqual({ success: true, data: undefined });
  expect(fits(leftOut(flow_id, ''))('')).toBe(false);
});

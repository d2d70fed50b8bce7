import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import {
  datetime,
  duration,
  end_datetime,
  execution_id,
  flow_id,
  labels,
  leftOut,
  namespace,
} from './atoms.js';

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
  it('is what people write, and always has a time and an offset then', () => {
    expect(datetime.parse('2026-01-31T12:00:00.5+0200')).toBe('2026-01-31T12:00:00.5+02:00');
    expect(datetime.parse('2026-01-31 12:00')).toBe('2026-01-31T12:00Z');
    expect(datetime.parse('2026-01-31')).toBe('2026-01-31T00:00:00Z');
    expect(end_datetime.parse('2026-01-31')).toBe('2026-01-31T23:59:59.999999Z');
    expect(end_datetime.parse('2026-01-31T12:00Z')).toBe('2026-01-31T12:00Z');
  });

  it.each([datetime, end_datetime])('says what it takes when it cannot', (schema) => {
    const said = ['now', '2026-02-30', ''].map((value) => schema.safeParse(value).error?.issues[0]?.message);
    const form =
      'must be a date, or a date and time, e.g. 2026-01-31 or 2026-01-31T08:00+02:00 (UTC if it has no offset)';
    expect(said).toEqual([form, form, form]);
  });

  it('is listed as mere text', () => {
    expect(z.toJSONSchema(datetime, { io: 'input' })).toMatchObject({ type: 'string' });
    expect(z.toJSONSchema(end_datetime, { io: 'input' })).not.toHaveProperty('pattern');
  });
});

describe('duration', () => {
  it('is that of ISO 8601, of weeks down to seconds', () => {
    const good = ['P7D', 'PT1H30M', 'P1W', 'P1DT0.5S', 'PT90M', 'P2W3DT1H'];
    const bad = ['P', 'PT', 'P1DT', '7D', 'P1M', 'P1Y', '-P1D', 'p7d', 'P1W2W', ''];
    expect(good.filter(fits(duration))).toEqual(good);
    expect(bad.filter(fits(duration))).toEqual([]);
  });

  it.each([
    ['P2W', 'P14D'],
    ['P1W3DT1H', 'P10DT1H'],
    ['P7D', 'P7D'],
    ['PT90M', 'PT90M'],
  ])('%s is %s, without weeks', (value, days) => {
    expect(duration.parse(value)).toBe(days);
  });

  it.each([
    ...['P1M', 'P1Y', 'P1Y6M', 'P2M10D', 'P1YT1H'].map((value) => [
      value,
      /^months and years have no fixed length/,
    ]),
    ...['P', 'PT1Y', '1M', 'a month'].map((value) => [value, /^must be an ISO 8601 duration/]),
  ] as [string, RegExp][])('%s is refused in words that say why', (value, message) => {
    expect(duration.safeParse(value).error?.issues[0]?.message).toMatch(message);
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

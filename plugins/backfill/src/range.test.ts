import { describe, expect, it } from '@jest/globals';
import { InputError } from '@kestra-mcp/core';
import { rangeOf } from './range.js';

const NOW = new Date('2026-03-10T12:00:00Z');
const range = (asked: object) => rangeOf({ namespace: 'a', flow_id: 'b', ...asked }, NOW);

describe('the time to fill', () => {
  it.each([
    ['a date', { start: '2026-03-01' }, '2026-03-01T00:00:00.000Z'],
    ['a date and time', { start: '2026-03-01T10:30:00Z' }, '2026-03-01T10:30:00.000Z'],
    ['a time with a fraction', { start: '2026-03-01T10:30:00.123456Z' }, '2026-03-01T10:30:00.123Z'],
    ['a time without seconds', { start: '2026-03-01T10:30Z' }, '2026-03-01T10:30:00.000Z'],
    ['a time without offset', { start: '2026-03-01T10:30:00' }, '2026-03-01T10:30:00.000Z'],
    ['a space for the T', { start: '2026-03-01 10:30' }, '2026-03-01T10:30:00.000Z'],
    ['an offset', { start: '2026-03-01T00:30:00+02:00' }, '2026-02-28T22:30:00.000Z'],
    ['an offset without a colon', { start: '2026-03-01T00:30:00-0130' }, '2026-03-01T02:00:00.000Z'],
    ['an offset of hours', { start: '2026-03-01T00:30+02' }, '2026-02-28T22:30:00.000Z'],
    ['an offset after a space', { start: '2026-03-01 00:30 -0330' }, '2026-03-01T04:00:00.000Z'],
    ['lower case', { start: '2026-03-01t10:30z' }, '2026-03-01T10:30:00.000Z'],
    ['blanks around it', { start: ' 2026-03-01 ' }, '2026-03-01T00:00:00.000Z'],
    ['a duration', { start: 'P7D' }, '2026-03-03T12:00:00.000Z'],
    ['weeks', { start: 'P2W' }, '2026-02-24T12:00:00.000Z'],
    ['a duration of hours', { start: 'PT1H30M' }, '2026-03-10T10:30:00.000Z'],
    ['days', { days: 2 }, '2026-03-08T12:00:00.000Z'],
    ['hours', { hours: 36 }, '2026-03-09T00:00:00.000Z'],
    ['minutes', { minutes: 90 }, '2026-03-10T10:30:00.000Z'],
    ['all three', { days: 1, hours: 2, minutes: 3 }, '2026-03-09T09:57:00.000Z'],
  ])('until now may start with %s', (_, asked, start) => {
    expect(range(asked)).toEqual({ start, end: NOW.toISOString() });
  });

  it('may end before or after now', () => {
    expect(range({ start: '2026-01-01', end: '2026-01-02T00:00:00+01:00' })).toEqual({
      start: '2026-01-01T00:00:00.000Z',
      end: '2026-01-01T23:00:00.000Z',
    });
    expect(range({ start: 'P1D', end: '2026-01-02 01:00 +01' }).end).toBe('2026-01-02T00:00:00.000Z');
    expect(range({ start: '2026-03-10', end: '2026-03-11' }).end).toBe('2026-03-11T00:00:00.000Z');
  });

  it('is a duration before its end', () => {
    expect(range({ start: 'P1D', end: '2026-01-31' }).start).toBe('2026-01-30T00:00:00.000Z');
  });

  it('is that of days, hours and minutes whatever else is given', () => {
    const days = { start: '2026-03-08T12:00:00.000Z', end: NOW.toISOString() };
    expect(range({ days: 2, start: '2020-01-01' })).toEqual(days);
    expect(range({ days: 2, end: '2026-01-01' })).toEqual(days);
    expect(range({ days: 2, end: '2026-03-09' })).toEqual(days);
  });
});

describe('no time to fill', () => {
  const iso = 'is not valid: must be a date, or a date and time, e.g. 2026-01-31';
  it.each([
    [{}, 'The period to backfill is missing. Give "start", or "days", "hours" or "minutes".'],
    [{ days: 0, hours: 0, minutes: 0, end: '2026-01-01' }, 'Give "start", or "days"'],
    [
      { start: '2026-02-01', end: '2026-01-01' },
      'The backfill starts at 2026-02-01T00:00:00.000Z, but its end is 2026-01-01T00:00:00.000Z.',
    ],
    [{ start: '2026-03-11' }, 'but its end is 2026-03-10T12:00:00.000Z.'],
    [{ start: '2026-01-01', end: '2026-01-01' }, 'but its end is'],
    [{ start: 'PT0S' }, 'but its end is'],
    [{ start: 'yesterday' }, `The argument "start" ${iso}`],
    [{ start: 'yesterday' }, ', or an ISO 8601 duration, e.g. P7D. It is "yesterday".'],
    [{ start: 'P1M' }, 'The argument "start" is not valid: months and years have no fixed length. Use weeks'],
    [{ start: 'P1Y2D' }, 'months and years have no fixed length'],
    [{ start: '7d' }, ', or an ISO 8601 duration, e.g. P7D. It is "7d".'],
    [
      { start: 'P7' },
      'The argument "start" is not valid: must be an ISO 8601 duration, e.g. P7D or PT1H30M.',
    ],
    [{ start: '2026-01-01', end: 'P1D' }, `The argument "end" ${iso}`],
    [{ start: '2026-01-01', end: 'P1D' }, '(UTC if it has no offset). It is "P1D".'],
    [{ start: '01/02/2026' }, `The argument "start" ${iso}`],
    [{ start: '2026-1-5' }, `The argument "start" ${iso}`],
    [{ start: '2026-13-01' }, 'The argument "start" is not valid'],
    [{ start: '2026-02-30' }, 'It is "2026-02-30".'],
    [{ start: '2025-02-29T00:00:00Z' }, 'It is "2025-02-29T00:00:00Z".'],
    [{ start: '2026-01-01T25:00:00Z' }, 'The argument "start" is not valid'],
    [{ start: '2026-01-01T08:00+19:00' }, 'The argument "start" is not valid'],
    [{ start: 'x'.repeat(99) }, `It is "${'x'.repeat(60)}".`],
    [
      { days: Number.MAX_SAFE_INTEGER },
      'The start of the backfill is too far in the past. Give a later start.',
    ],
    [{ start: 'P999999999999D' }, 'The start of the backfill is too far in the past. Give a later start.'],
  ])('is in %j', (asked, message) => {
    expect(() => range(asked)).toThrow(InputError);
    expect(() => range(asked)).toThrow(message);
  });
});

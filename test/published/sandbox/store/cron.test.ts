import { describe, expect, test } from '@jest/globals';
import { nextCron } from './cron.js';

const NOON = Date.UTC(2026, 0, 15, 12, 0, 30);

describe('nextCron', () => {
  test.each([
    ['0 * * * *', '2026-01-15T13:00:00.000Z'],
    ['*/5 * * * *', '2026-01-15T12:05:00.000Z'],
    ['0 0 1 1 *', '2027-01-01T00:00:00.000Z'],
    ['30 8-10/2 * * *', '2026-01-16T08:30:00.000Z'],
    ['0 9 * * 1', '2026-01-19T09:00:00.000Z'],
    ['0 9 * * 7', '2026-01-18T09:00:00.000Z'],
    ['0 0 29 2 *', '2028-02-29T00:00:00.000Z'],
    ['@daily', '2026-01-16T00:00:00.000Z'],
  ])('%s comes next at %s', (expression, date) => {
    expect(new Date(nextCron(expression, NOON) ?? 0).toISOString()).toBe(date);
  });

  test('nonsense never comes', () => {
    expect(nextCron('whenever', NOON)).toBeUndefined();
  });
});

import { describe, expect, test } from '@jest/globals';
import { cronFault, nextCron } from './cron.js';

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

describe('a cron expression that Kestra refuses', () => {
  test.each([
    ['every day', 'Cron expression contains 2 parts but we expect one of [5]'],
    ['0 0 * * * *', 'Cron expression contains 6 parts but we expect one of [5]'],
    ['60 * * * *', 'Failed to parse cron expression. Value 60 not in range [0, 59]'],
    ['* * 0 * *', 'Failed to parse cron expression. Value 0 not in range [1, 31]'],
    [
      '* * * noon *',
      'Failed to parse cron expression. Invalid chars in expression! Expression: noon Invalid chars: NOON',
    ],
  ])('%s', (expression, words) => {
    expect(cronFault(expression, false)).toBe(words);
  });

  test.each(['*/5 8-18 * * mon-fri', '@daily', '0 0 1,15 * ?', '30 4 L * *'])('%s is none', (expression) => {
    expect(cronFault(expression, false)).toBeUndefined();
  });

  test('has six parts where seconds are asked for', () => {
    expect(cronFault('0 0 * * * *', true)).toBeUndefined();
    expect(cronFault('0 * * * *', true)).toContain('contains 5 parts but we expect one of [6]');
  });
});

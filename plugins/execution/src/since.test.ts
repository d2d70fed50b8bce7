import { expect, it } from '@jest/globals';
import { since } from './since.js';

it.each([
  ['P7D', '2026-03-03T00:00:00.000Z'],
  ['P1W', '2026-03-03T00:00:00.000Z'],
  ['PT1H', '2026-03-10T14:30:15.500Z'],
  ['P1DT2H', '2026-03-09T13:30:15.500Z'],
  ['PT36H', '2026-03-09T03:30:15.500Z'],
  ['PT0.5S', '2026-03-10T15:30:15.000Z'],
  ['P99999999D', '1970-01-01T00:00:00.000Z'],
  [`P${'9'.repeat(400)}D`, '1970-01-01T00:00:00.000Z'],
  [undefined, '2025-12-10T00:00:00.000Z'],
])('%s before a moment is %s: whole days from midnight', (range, start) => {
  expect(since(range, new Date('2026-03-10T15:30:15.500Z'))).toBe(start);
});

import { expect, it } from '@jest/globals';
import { millisecondsOf } from './duration.js';

it.each([
  ['P7D', 604_800_000],
  ['P1W', 604_800_000],
  ['PT1H30M', 5_400_000],
  ['P1DT0.5S', 86_400_500],
  ['PT90M', 5_400_000],
  ['7 days', 0],
  ['P1M', 0],
  ['P1Y', 0],
  ['-P1D', 0],
  ['p1d', 0],
  ['P1DT1H1M1.25S', 90_061_250],
  ['P2W3D', 1_468_800_000],
  ['PT0S', 0],
  [' PT1S', 0],
  ['PT1S\n', 0],
  ['', 0],
])('%s has %i ms', (duration, milliseconds) => {
  expect(millisecondsOf(duration)).toBe(milliseconds);
});

import { expect, it } from '@jest/globals';
import { missingRevision } from './missing-revision.js';

it.each([
  [[4], 'only 4.'],
  [[3, 1, 2], 'only 1 to 3.'],
  [[1, 2, 5], 'only 1, 2, 5.'],
  [
    [1, ...Array.from({ length: 12 }, (_, n) => n + 20)],
    'only 22, 23, 24, 25, 26, 27, 28, 29, 30, 31 and 3 older.',
  ],
])('of %j another is missing', (known, said) => {
  expect(missingRevision('etl', 7, known)).toBe(`Flow "etl" has no revision 7, ${said}`);
});

it('one that is there is not, and nothing is said where none is known', () => {
  expect(missingRevision('etl', 2, [1, 2])).toBeUndefined();
  expect(missingRevision('etl', 2, [])).toBeUndefined();
});

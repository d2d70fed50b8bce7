import { expect, it, jest } from '@jest/globals';
import { within } from './limit.js';

const late = () => new Error('late');

it('gives what comes in time, and leaves no timer behind', async () => {
  jest.useFakeTimers();
  expect(await within(Promise.resolve(1), 1_000, late)).toBe(1);
  await expect(within(Promise.reject(new Error('boom')), 1_000, late)).rejects.toThrow('boom');
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

it('is an error when nothing comes in time; what fails later is nobody’s', async () => {
  let fail: (error: Error) => void = () => undefined;
  const work = new Promise((_, reject) => {
    fail = reject;
  });
  await expect(within(work, 5, late)).rejects.toThrow('late');
  fail(new Error('boom'));
  // A rejection that nobody has taken would be known by now.
  await new Promise((resolve) => setImmediate(resolve));
});

import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { WarmUp } from './warm-up.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

it('begins once, a moment later', () => {
  const warmUp = new WarmUp();
  warmUp.soon();
  warmUp.soon();
  expect(jest.getTimerCount()).toBe(1);
  jest.runAllTimers();
  warmUp.soon();
  expect(jest.getTimerCount()).toBe(0);
});

it('does not begin when it is stopped before, or after', async () => {
  const warmUp = new WarmUp();
  warmUp.soon();
  await warmUp.stop();
  warmUp.soon();
  expect(jest.getTimerCount()).toBe(0);
});

it('has read all that it began to read when it has stopped', async () => {
  const read: string[] = [];
  for (const name of ['../plugin/run/injection.js', '../kestra/client.js'])
    jest.unstable_mockModule(name, () => read.push(name) && {});
  const warmUp = new WarmUp();
  warmUp.soon();
  jest.runAllTimers();
  await warmUp.stop();
  expect(read).toHaveLength(2);
});

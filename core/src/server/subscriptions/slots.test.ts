import { expect, it } from '@jest/globals';
import { Slots } from './slots.js';

it('does so much at a time, in order, and goes on after a failure', async () => {
  const slots = new Slots(2);
  const log: string[] = [];
  let running = 0;
  let most = 0;
  const work = (name: string) =>
    slots.take(async () => {
      most = Math.max(most, ++running);
      log.push(name);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (name === 'b') throw new Error('b');
      return name;
    });
  const results = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map(work));
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect([log.join(''), most]).toEqual(['abcde', 2]);
  expect(await work('f')).toBe('f');
});

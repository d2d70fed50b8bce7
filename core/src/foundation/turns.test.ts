import { expect, it } from '@jest/globals';
import { Turns } from './turns.js';

it('work on one thing takes turns, whatever becomes of it, and that on another does not wait', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const open: (() => void)[] = [];
  const work = (name: string) => async () => {
    seen.push(name);
    await new Promise<void>((resolve) => open.push(resolve));
    if (name === 'first') throw new Error(name);
    return name;
  };
  const all = Promise.allSettled([
    turns.take('a', work('first')),
    turns.take('a', work('second')),
    turns.take('b', work('other')),
  ]);
  await new Promise(setImmediate);
  expect(seen).toEqual(['first', 'other']);
  for (const each of open.splice(0)) each();
  await new Promise(setImmediate);
  expect(seen).toEqual(['first', 'other', 'second']);
  for (const each of open.splice(0)) each();
  expect((await all).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});

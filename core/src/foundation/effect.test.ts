import { expect, it } from '@jest/globals';
import { type Effect, strongest } from './effect.js';

it.each<[Effect[], Effect]>([
  [[], 'read'],
  [['read', 'read'], 'read'],
  [['write', 'read'], 'write'],
  [['read', 'destructive', 'write'], 'destructive'],
])('the strongest of %j is %s', (effects, effect) => {
  expect(strongest(effects)).toBe(effect);
});

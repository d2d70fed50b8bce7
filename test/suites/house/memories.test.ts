import { expect, it } from '@jest/globals';
import { sourcesIn } from './imports.js';
import { MEMORIES, memoriesIn, WHERE } from './memories.js';

/** If you add state that belongs to a caller, make it a `PerCaller` and list it in `memories.ts`. */
it('lists all state that outlives a call, so that no caller sees another caller in it', () => {
  const found = WHERE.flatMap(sourcesIn).flatMap(memoriesIn);
  expect(found.sort()).toEqual(Object.keys(MEMORIES).sort());
});

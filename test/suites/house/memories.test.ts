import { expect, it } from '@jest/globals';
import { sourcesIn } from './imports.js';
import { MEMORIES, memoriesIn, WHERE } from './memories.js';

/** Who adds one that belongs to a caller makes it a `PerCaller`, and says so in `memories.ts`. */
it('whatever outlives a call is of one caller, or of none', () => {
  const found = WHERE.flatMap(sourcesIn).flatMap(memoriesIn);
  expect(found.sort()).toEqual(Object.keys(MEMORIES).sort());
});

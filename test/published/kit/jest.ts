/**
 * For jest, by import: the matchers for results of tools; and what a test file leaves open, hosts and fake Kestras, is
 * closed when it ends.
 */
import { afterAll, expect } from '@jest/globals';
import { type ToolMatchers, toFailWith, toSucceedWith } from './matchers.js';
import { closeAll } from './opened.js';

expect.extend({ toSucceedWith, toFailWith });
afterAll(closeAll);

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends ToolMatchers<R> {}
}

declare global {
  namespace jest {
    // For those who have the globals of @types/jest, whose parameters these are.
    // biome-ignore lint/complexity/noBannedTypes: a merged interface has the same default
    interface Matchers<R, T = {}> extends ToolMatchers<R> {}
  }
}

export type { ToolMatchers };

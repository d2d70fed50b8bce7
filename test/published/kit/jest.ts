/**
 * Import this module in a Jest test. It adds the matchers for results of tools, and closes the hosts and fake Kestras that
 * a test file leaves open.
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
    // For projects that use the globals of @types/jest. The type parameters must be the same as there.
    // biome-ignore lint/complexity/noBannedTypes: a merged interface has the same default
    interface Matchers<R, T = {}> extends ToolMatchers<R> {}
  }
}

export type { ToolMatchers };

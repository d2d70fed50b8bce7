import { AsyncLocalStorage } from 'node:async_hooks';
import { maskedBytes } from '../redact.js';

type Mask = (text: string) => string;

const STORAGE = Symbol.for('kestra-mcp.mask-scope');
const shared = globalThis as { [STORAGE]?: AsyncLocalStorage<Mask> };
// One for all copies of core: a plugin's own copy cuts texts within the host's call.
const storage = shared[STORAGE] ?? new AsyncLocalStorage<Mask>();
shared[STORAGE] = storage;

/** Runs a handler so that texts are masked before they are cut: half a secret would not be recognized. */
export function maskedBy<T>(mask: Mask, run: () => T): T {
  return storage.run(mask, run);
}

/**
 * Masks secrets in content. Call it in a handler before you return only a part of the content: half a secret would no
 * longer be recognized later. Outside of a call, it returns the content unchanged.
 */
export function maskSecrets<Content extends string | Uint8Array>(content: Content): Content {
  const mask = storage.getStore();
  if (mask === undefined) return content;
  return (typeof content === 'string' ? mask(content) : maskedBytes(content, mask)) as Content;
}

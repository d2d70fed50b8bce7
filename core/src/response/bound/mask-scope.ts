import { AsyncLocalStorage } from 'node:async_hooks';
import { maskedBytes } from '../redact.js';

type Mask = (text: string) => string;

const STORAGE = Symbol.for('kestra-mcp.mask-scope');
const shared = globalThis as { [STORAGE]?: AsyncLocalStorage<Mask> };
// One for all copies of core: a plugin's own copy cuts texts within the host's call.
const storage = shared[STORAGE] ?? new AsyncLocalStorage<Mask>();
shared[STORAGE] = storage;

/** Runs a handler so that the texts it cuts are masked first: half a secret is none that a mask would find. */
export function maskedBy<T>(mask: Mask, run: () => T): T {
  return storage.run(mask, run);
}

/**
 * Content as it may leave the process, its secrets masked. A handler calls it before it takes a part of something: half
 * a secret is none that is found later. Outside of a call, content as it is.
 */
export function maskSecrets<Content extends string | Uint8Array>(content: Content): Content {
  const mask = storage.getStore();
  if (mask === undefined) return content;
  return (typeof content === 'string' ? mask(content) : maskedBytes(content, mask)) as Content;
}

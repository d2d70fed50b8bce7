import { AsyncLocalStorage } from 'node:async_hooks';
import { maskedBytes } from '../redact.js';

type Mask = (text: string) => string;

const STORAGE = Symbol.for('kestra-mcp.mask-scope');
const shared = globalThis as { [STORAGE]?: AsyncLocalStorage<Mask> };
// Shared by all copies of core, because a plugin's own copy cuts texts in calls of the server.
const storage = shared[STORAGE] ?? new AsyncLocalStorage<Mask>();
shared[STORAGE] = storage;

/** Runs a handler whose texts are masked before they are cut: a mask cannot find half a secret. */
export function maskedBy<T>(mask: Mask, run: () => T): T {
  return storage.run(mask, run);
}

/**
 * Content with its secrets masked, so that it may leave the process. A handler calls this before it takes a part of
 * something, because half a secret is not found later. Outside a call, returns the content unchanged.
 */
export function maskSecrets<Content extends string | Uint8Array>(content: Content): Content {
  const mask = storage.getStore();
  if (mask === undefined) return content;
  return (typeof content === 'string' ? mask(content) : maskedBytes(content, mask)) as Content;
}

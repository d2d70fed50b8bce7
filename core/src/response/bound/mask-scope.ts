import { AsyncLocalStorage } from 'node:async_hooks';

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

/** A text as it may leave the process, within a call; elsewhere as it is. */
export function maskedHere(text: string): string {
  return storage.getStore()?.(text) ?? text;
}

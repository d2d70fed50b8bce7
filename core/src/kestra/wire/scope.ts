import { AsyncLocalStorage } from 'node:async_hooks';
import type { Caller } from '../caller.js';

/** The call that requests to Kestra belong to. */
export interface CallScope {
  /** They end when it is cancelled. */
  signal?: AbortSignal;
  /** Whose call it is, where that is not the host. */
  caller?: Caller;
  /** It serves everybody, and is the host's own. */
  isHosts?: boolean;
  /** What asks is not to change anything, whatever the client may. */
  readOnly?: boolean;
  /** Where it has a caller: whether that has had the answer. Nothing is asked in their name then. */
  life?: { isOver: boolean };
}

const storage = new AsyncLocalStorage<CallScope>();

/** Runs a handler so that its requests, however deep, follow the scope's signal. Whose call it is stays. */
export function inScope<T>(scope: CallScope, run: () => T): T {
  return storage.run({ ...storage.getStore(), ...scope }, run);
}

/** Runs what several calls of a caller share: it must not end because one of them is cancelled, or over. */
export function outOfScope<T>(run: () => T): T {
  const { caller, isHosts = false } = storage.getStore() ?? {};
  return storage.run({ isHosts, ...(caller && { caller }) }, run);
}

/** Runs what serves everybody, such as the start of a plugin: as the host, with the configured credentials. */
export function asHost<T>(run: () => T): T {
  return storage.run({ isHosts: true }, run);
}

/** Runs the handling of a request, so that all it leads to is asked for with its caller's credentials. */
export function asCaller<T>(caller: Caller, run: () => T): T {
  return storage.run({ caller }, run);
}

/** As a caller until what runs has its answer; what goes on after that asks Kestra nothing more. */
export async function duringCall<T>(scope: CallScope, run: () => Promise<T>): Promise<T> {
  const life = { isOver: false };
  try {
    return await storage.run({ ...scope, life }, run);
  } finally {
    life.isOver = true;
  }
}

export function currentScope(): CallScope {
  return storage.getStore() ?? {};
}

/** Whose call is being served; undefined for the host itself. */
export function currentCaller(): Caller | undefined {
  return storage.getStore()?.caller;
}

/** The signal of the call being served, if any. */
export function currentSignal(): AbortSignal | undefined {
  return storage.getStore()?.signal;
}

/** The same as a list, empty without one. */
export function currentSignals(): AbortSignal[] {
  const signal = currentSignal();
  return signal ? [signal] : [];
}

/** Waits. Rejects with the reason of the signal when the call is cancelled. */
export function sleep(milliseconds: number): Promise<void> {
  const signal = currentSignal();
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const cancel = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', cancel);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', cancel, { once: true });
  });
}

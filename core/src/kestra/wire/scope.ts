import { AsyncLocalStorage } from 'node:async_hooks';
import type { Caller } from '../caller.js';

/** The call that requests to Kestra belong to. */
export interface CallScope {
  /** Aborts the requests when the call is cancelled. */
  signal?: AbortSignal;
  /** The caller, unless the server itself makes the call. */
  caller?: Caller;
  /** The call belongs to the server itself and serves everyone. */
  isHosts?: boolean;
  /** The call must not change anything, even if the client may. */
  readOnly?: boolean;
  /** For a call with a caller: whether it has ended. After that, no request is sent for that caller. */
  life?: { isOver: boolean };
}

const storage = new AsyncLocalStorage<CallScope>();

/** Runs a handler so that all its requests follow the signal of the scope. The caller stays the same. */
export function inScope<T>(scope: CallScope, run: () => T): T {
  return storage.run({ ...storage.getStore(), ...scope }, run);
}

/** Runs work that several calls of a caller share. It continues if one of them is cancelled or ends. */
export function outOfScope<T>(run: () => T): T {
  const { caller, isHosts = false } = storage.getStore() ?? {};
  return storage.run({ isHosts, ...(caller && { caller }) }, run);
}

/** Runs work that serves everyone, such as the start of a plugin, as the server with the configured credentials. */
export function asHost<T>(run: () => T): T {
  return storage.run({ isHosts: true }, run);
}

/** Runs the handling of a request, so that everything it sends to Kestra carries the caller's credentials. */
export function asCaller<T>(caller: Caller, run: () => T): T {
  return storage.run({ caller }, run);
}

/**
 * Runs work for a caller until it returns. Anything that continues afterwards can no longer send requests to Kestra.
 */
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

/** The caller of the current call. Undefined for the server itself. */
export function currentCaller(): Caller | undefined {
  return storage.getStore()?.caller;
}

/** The signal of the current call, if it has one. */
export function currentSignal(): AbortSignal | undefined {
  return storage.getStore()?.signal;
}

/** The same as a list. Empty if there is no signal. */
export function currentSignals(): AbortSignal[] {
  const signal = currentSignal();
  return signal ? [signal] : [];
}

/** Waits. Rejects with the reason of the signal if the call is cancelled. */
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

import { AsyncLocalStorage } from 'node:async_hooks';

/** The call that requests to Kestra belong to: they end when it is cancelled. */
export interface CallScope {
  signal: AbortSignal;
  /** It may only read, whatever the server may do. */
  readOnly?: true;
}

const storage = new AsyncLocalStorage<CallScope>();

/** Runs a handler so that its requests, however deep, follow the scope's signal. */
export function inScope<T>(scope: CallScope, run: () => T): T {
  return storage.run(scope, run);
}

/** Runs a part of a call that may only read. */
export function onlyReading<T>(run: () => T): T {
  const signal = currentSignal() ?? new AbortController().signal;
  return storage.run({ ...(storage.getStore() ?? { signal }), readOnly: true }, run);
}

/** Whether what is being done may only read. */
export function isOnlyReading(): boolean {
  return storage.getStore()?.readOnly === true;
}

/** Runs what several calls share: it must not end because one of them is cancelled. */
export function outOfScope<T>(run: () => T): T {
  return storage.exit(run);
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

/** Waits; rejects with the signal's reason when the call is cancelled. */
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

import { brand } from '../brand.js';

/** Most callers that are remembered. The one seen longest ago is forgotten first. */
const MOST = 500;
/** Time in milliseconds after which a caller that is not seen again is forgotten. */
const IDLE = 15 * 60_000;

interface Kept<T> {
  value: T;
  seen: number;
}

/**
 * Keeps state from one call to the next, separately for each caller. If one server has several callers, none of them
 * can see what it learned from another.
 */
export class PerCaller<T> {
  static {
    brand(PerCaller, 'PerCaller');
  }

  readonly #make: () => T;
  readonly #most: number;
  readonly #idleMs: number;
  /** In the order in which they were last seen. */
  readonly #kept = new Map<string, Kept<T>>();
  /** The state of the server itself, which uses the configured credentials. */
  #own: { value: T } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(make: () => T, { most = MOST, idleMs = IDLE } = {}) {
    this.#make = make;
    this.#most = most;
    this.#idleMs = idleMs;
  }

  /** The state of a caller, created if it does not exist. Without a key, the state of the server itself. */
  of(key: string | undefined): T {
    if (key === undefined) {
      this.#own ??= { value: this.#make() };
      return this.#own.value;
    }
    this.#forgetIdle();
    const { value } = this.#kept.get(key) ?? { value: this.#make() };
    this.#kept.delete(key);
    this.#kept.set(key, { value, seen: performance.now() });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest);
    this.#look();
    return value;
  }

  /** How many callers are remembered. */
  get size(): number {
    return this.#kept.size;
  }

  #forgetIdle(): void {
    const before = performance.now() - this.#idleMs;
    for (const [key, { seen }] of this.#kept) {
      if (seen > before) return;
      this.#kept.delete(key);
    }
  }

  /** Removes idle callers, even if nobody calls any more. */
  #look(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#forgetIdle();
      if (this.#kept.size > 0) this.#look();
    }, this.#idleMs).unref();
  }
}

import { brand } from '../brand.js';

/** Maximum number of remembered callers. The one seen longest ago is removed first. */
const MOST = 500;
/** Time in milliseconds after which an idle caller is forgotten. */
const IDLE = 15 * 60_000;

interface Kept<T> {
  value: T;
  seen: number;
}

/**
 * Memory from one call to the next, separate for each caller. Where one server has several callers, none sees what
 * was learned for another.
 */
export class PerCaller<T> {
  static {
    brand(PerCaller, 'PerCaller');
  }

  readonly #make: () => T;
  readonly #most: number;
  readonly #idleMs: number;
  /** In the order in which they were seen. */
  readonly #kept = new Map<string, Kept<T>>();
  /** That of the host itself, with the configured credentials. */
  #own: { value: T } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(make: () => T, { most = MOST, idleMs = IDLE } = {}) {
    this.#make = make;
    this.#most = most;
    this.#idleMs = idleMs;
  }

  /** The memory of a caller, created on first use. Without a key, the memory of the server itself. */
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

  /** The number of remembered callers. */
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

  /** Looks for idle ones while there are any callers, though nobody may call any more. */
  #look(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#forgetIdle();
      if (this.#kept.size > 0) this.#look();
    }, this.#idleMs).unref();
  }
}

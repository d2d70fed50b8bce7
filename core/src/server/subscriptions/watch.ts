import { sha256 } from '../../foundation/keys/hash.js';

/** Longest interval between two attempts to read a resource that fails, in milliseconds. */
const SELDOM = 300_000;

/**
 * Reads the present content, to compare it with the last one. A call of `over` means that it will not change anymore.
 */
export type Look = (signal: AbortSignal, over: () => void) => Promise<unknown>;

/** Whether the listener can be notified now, and whether it missed a change. */
interface Heard {
  isHeard: () => boolean;
  hasMissed: boolean;
}

/** A resource that is read repeatedly while somebody listens for changes. */
export class Watch {
  /** Settles with the first read. Rejects if it fails. */
  readonly first: Promise<void>;
  private readonly listeners = new Map<() => void, Heard>();
  private readonly ended = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private last: string | undefined;
  private failures = 0;
  /** The content is final, so it is no longer read. */
  private isOver = false;

  constructor(
    private readonly look: Look,
    public everyMs: number,
  ) {
    this.first = this.again();
    this.first.catch(() => undefined);
  }

  get isWanted(): boolean {
    return this.listeners.size > 0;
  }

  /** While no listener can be notified, the resource is not read. */
  listen(listener: () => void, isHeard: () => boolean = () => true): () => void {
    this.listeners.set(listener, { isHeard, hasMissed: false });
    return () => this.listeners.delete(listener);
  }

  /** For a new listener after the end: the content may change again. */
  resume(): void {
    if (!this.isOver) return;
    this.isOver = false;
    void this.again().catch(() => undefined);
  }

  tell(): void {
    for (const heard of this.listeners.values()) heard.hasMissed = true;
    this.catchUp();
  }

  end(): void {
    this.ended.abort();
    this.listeners.clear();
    clearTimeout(this.timer);
  }

  private catchUp(): void {
    for (const [listener, heard] of [...this.listeners]) {
      if (!heard.hasMissed || !heard.isHeard()) continue;
      heard.hasMissed = false;
      listener();
    }
  }

  private async again(): Promise<void> {
    const isUnheard = this.isWanted && ![...this.listeners.values()].some(({ isHeard }) => isHeard());
    if (this.last !== undefined && isUnheard) return this.later();
    this.catchUp();
    if (this.isOver) return this.later();
    let isOver = false;
    try {
      const look = this.look(this.ended.signal, () => {
        isOver = true;
      });
      const seen = sha256(JSON.stringify(await look));
      const isOther = this.last !== undefined && this.last !== seen;
      this.last = seen;
      this.failures = 0;
      this.isOver = isOver;
      if (isOther && !this.ended.signal.aborted) this.tell();
    } catch (error) {
      // A failed read is not a change. The interval doubles until a read succeeds.
      this.failures++;
      throw error;
    } finally {
      this.later();
    }
  }

  private later(): void {
    // After the end, keep the timer only for listeners that have missed the last change.
    const isTold = this.isOver && ![...this.listeners.values()].some(({ hasMissed }) => hasMissed);
    if (this.ended.signal.aborted || isTold) return;
    clearTimeout(this.timer);
    const longest = Math.max(SELDOM, this.everyMs);
    const wait = Math.min(this.everyMs * 2 ** Math.min(this.failures, 20), longest);
    this.timer = setTimeout(() => void this.again().catch(() => undefined), wait);
    // Listeners do not keep the process alive.
    this.timer.unref();
  }
}

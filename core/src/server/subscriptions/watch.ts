import { sha256 } from '../../foundation/keys/hash.js';

/** Longest time between two looks at what cannot be read, in milliseconds. */
const SELDOM = 300_000;

/** Gives what is there now, to be compared with what was there before; `over` says that it will not change any more. */
export type Look = (signal: AbortSignal, over: () => void) => Promise<unknown>;

/** Whether somebody is there to be told now, and whether there was something to tell while nobody was. */
interface Heard {
  isHeard: () => boolean;
  hasMissed: boolean;
}

/** One resource that is looked at again and again while somebody wants to know of its changes. */
export class Watch {
  /** Settles with the first look; rejects where there was nothing to be seen. */
  readonly first: Promise<void>;
  private readonly listeners = new Map<() => void, Heard>();
  private readonly ended = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private last: string | undefined;
  private failures = 0;
  /** Nothing is looked at any more: what is there has come to its end. */
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

  /** Nothing is looked at while nobody of all is there to be told. */
  listen(listener: () => void, isHeard: () => boolean = () => true): () => void {
    this.listeners.set(listener, { isHeard, hasMissed: false });
    return () => this.listeners.delete(listener);
  }

  /** For who comes after its end: it may have begun anew. */
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
      // What cannot be read has not changed: it is looked at less and less often, until it can be.
      this.failures++;
      throw error;
    } finally {
      this.later();
    }
  }

  private later(): void {
    // After its end there is nothing to do but to tell who could not be told yet.
    const isTold = this.isOver && ![...this.listeners.values()].some(({ hasMissed }) => hasMissed);
    if (this.ended.signal.aborted || isTold) return;
    clearTimeout(this.timer);
    const longest = Math.max(SELDOM, this.everyMs);
    const wait = Math.min(this.everyMs * 2 ** Math.min(this.failures, 20), longest);
    this.timer = setTimeout(() => void this.again().catch(() => undefined), wait);
    // Nobody who listens is no reason for the process to go on.
    this.timer.unref();
  }
}

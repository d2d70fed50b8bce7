import { sha256 } from '../../foundation/keys/hash.js';

/** Longest time between two looks at what cannot be read, in milliseconds. */
const SELDOM = 300_000;

/** Gives what is there now, to be compared with what was there before. */
export type Look = (signal: AbortSignal) => Promise<unknown>;

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
    try {
      const seen = sha256(JSON.stringify(await this.look(this.ended.signal)));
      const isOther = this.last !== undefined && this.last !== seen;
      this.last = seen;
      this.failures = 0;
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
    if (this.ended.signal.aborted) return;
    const longest = Math.max(SELDOM, this.everyMs);
    const wait = Math.min(this.everyMs * 2 ** Math.min(this.failures, 20), longest);
    this.timer = setTimeout(() => void this.again().catch(() => undefined), wait);
    // Nobody who listens is no reason for the process to go on.
    this.timer.unref();
  }
}

/** The clock of a sandbox: the current time, and timers. */
export interface Clock {
  /** The current time in milliseconds since 1970. */
  now(): number;
  /** Runs `task` once after `ms`. Returns a function that cancels it. */
  after(ms: number, task: () => void): () => void;
}

// A longer setTimeout fires immediately, and a flow may be scheduled years ahead.
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    let timer: NodeJS.Timeout;
    const wait = (left: number) => {
      const now = Math.min(left, LONGEST_TIMEOUT);
      timer = setTimeout(() => (left > now ? wait(left - now) : task()), now);
    };
    wait(ms);
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until a test advances it. */
export class ManualClock implements Clock {
  #now: number;
  #waiting: { at: number; order: number; task: () => void }[] = [];
  #order = 0;

  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, task: () => void): () => void {
    const entry = { at: this.#now + ms, order: this.#order++, task };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
    };
  }

  /** Advances the clock and runs all tasks that become due, in their order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = next.at;
      const due = next;
      this.#waiting = this.#waiting.filter((other) => other !== due);
      due.task();
    }
    this.#now = end;
  }

  #next(end: number) {
    const due = this.#waiting.filter((entry) => entry.at <= end);
    return due.sort((a, b) => a.at - b.at || a.order - b.order)[0];
  }
}

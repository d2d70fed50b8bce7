/** Recordings begin on a Monday morning. */
export const START = Date.UTC(2026, 10, 2, 6);

const LONGEST_WAIT_MS = 60_000;

/**
 * A clock for the sandbox that jumps to the next timer, so that a recording has the same times on every machine.
 * Distant timers (schedules) do not fire.
 */
export class JumpingClock {
  #now = START;
  #waiting = [];
  #isRunning = false;

  now() {
    return this.#now;
  }

  after(ms, task) {
    const entry = { at: this.#now + ms, task };
    this.#waiting.push(entry);
    this.#run();
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
    };
  }

  #run() {
    if (this.#isRunning) return;
    this.#isRunning = true;
    setImmediate(() => this.#runAll());
  }

  /**
   * Runs everything that is due in one step, so that no request sees an intermediate state, however busy the machine
   * is.
   */
  async #runAll() {
    for (let next = this.#next(); next; next = this.#next()) {
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.task();
      await undefined;
    }
    this.#isRunning = false;
  }

  #next() {
    const due = this.#waiting.filter(({ at }) => at <= this.#now + LONGEST_WAIT_MS);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}

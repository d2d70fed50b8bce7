import { afterEach, beforeEach } from '@jest/globals';

/** Sleeps up to this many milliseconds are the test's own. Longer ones are limits that must not be reached. */
const LONGEST_SLEEP = 1_000;

interface Sleep {
  milliseconds: number;
  wake: () => void;
}

type Timer = NodeJS.Timeout;
const real = { setTimeout, clearTimeout, now: Date.now };

/**
 * A clock that advances only when the test allows it. A sleep ends once everything scheduled before it has happened.
 */
export class OwnTime {
  private now = 0;
  private slept = 0;
  private sleeps = new Map<unknown, Sleep>();

  /** Advances until there is a result. Before a sleep, numbered from 0, it waits until `ready` is true. */
  async passes<T>(result: Promise<T>, ready: (slept: number) => boolean = () => true): Promise<T> {
    let isDone = false;
    const done = () => {
      isDone = true;
    };
    result.then(done, done);
    while (!isDone) {
      if (this.sleeps.size > 0 && ready(this.slept)) this.wakeFirst();
      // Requests continue in real time meanwhile.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return result;
  }

  begin(): void {
    this.now = real.now();
    this.slept = 0;
    this.sleeps = new Map();
    globalThis.setTimeout = ((run: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]) => {
      if (milliseconds > LONGEST_SLEEP) return real.setTimeout(run, milliseconds, ...given);
      const timer = {} as Timer;
      timer.unref = () => timer;
      this.sleeps.set(timer, { milliseconds, wake: () => run(...given) });
      return timer;
    }) as typeof setTimeout;
    globalThis.clearTimeout = ((timer: Timer) => {
      if (!this.sleeps.delete(timer)) real.clearTimeout(timer);
    }) as typeof clearTimeout;
    Date.now = () => this.now;
  }

  end(): void {
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
    Date.now = real.now;
  }

  private wakeFirst(): void {
    const [first] = [...this.sleeps].sort(([, a], [, b]) => a.milliseconds - b.milliseconds);
    if (first === undefined) return;
    const [timer, { milliseconds, wake }] = first;
    this.sleeps.delete(timer);
    this.now += milliseconds;
    this.slept++;
    wake();
  }
}

/** A separate clock for each test of a file. */
export function useOwnTime(): OwnTime {
  const time = new OwnTime();
  beforeEach(() => time.begin());
  afterEach(() => time.end());
  return time;
}

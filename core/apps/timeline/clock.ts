import type { Execution } from './model.js';

const WEEK = 7 * 24 * 60 * 60 * 1_000;

/**
 * Estimates the time on Kestra's clock. It is this machine's time, unless that is earlier than a known event, or so
 * much later that one of the clocks must be wrong.
 */
export class Clock {
  private seen = Number.NEGATIVE_INFINITY;
  private seenAt = 0;

  constructor(private readonly own: () => number = Date.now) {}

  look({ start, end, runs }: Execution): void {
    const moments = [start, end, ...runs.flatMap((run) => [run.start, run.end])];
    const latest = Math.max(...moments.flatMap((moment) => moment ?? []), this.seen);
    if (latest === this.seen) return;
    this.seen = latest;
    this.seenAt = this.own();
  }

  now(): number {
    const own = this.own();
    const isTogether = own >= this.seen && own - this.seen < WEEK;
    return isTogether || !Number.isFinite(this.seen) ? own : this.seen + Math.max(0, own - this.seenAt);
  }
}

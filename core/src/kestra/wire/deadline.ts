/**
 * Ends a request when its time is over or one of the signals aborts. Released, it holds nothing: `AbortSignal.timeout`
 * would keep each request for its whole time, however soon the answer comes.
 */
export class Deadline {
  /** True when it was the time that ended it. */
  timedOut = false;
  /** Set by who uses it: the head of an answer has come. */
  begun = false;
  private readonly controller = new AbortController();
  private readonly abort = (event: Event): void => this.end((event.target as AbortSignal).reason);
  private readonly timer: NodeJS.Timeout;
  private readonly over: number;

  constructor(
    milliseconds: number,
    private readonly signals: readonly AbortSignal[],
  ) {
    this.over = performance.now() + milliseconds;
    this.timer = setTimeout(() => {
      this.timedOut = true;
      this.end(new Error('The time limit was reached.'));
    }, milliseconds);
    for (const signal of signals) {
      if (signal.aborted) this.end(signal.reason);
      signal.addEventListener('abort', this.abort, { once: true });
    }
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Time that is left, in milliseconds. */
  get left(): number {
    return this.over - performance.now();
  }

  /** There is no limit from now on: a stream has begun. */
  lift(): void {
    clearTimeout(this.timer);
  }

  release(): void {
    this.lift();
    for (const signal of this.signals) signal.removeEventListener('abort', this.abort);
  }

  private end(reason: unknown): void {
    this.controller.abort(reason);
  }
}

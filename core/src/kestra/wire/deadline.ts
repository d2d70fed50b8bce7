/**
 * Ends a request when its time is up or one of the signals aborts. After `release`, it holds no resources.
 * `AbortSignal.timeout` would keep each request for the whole time, however early the response arrives.
 */
export class Deadline {
  /** True if the time limit ended the request. */
  timedOut = false;
  /** Set by the caller when the headers of the response have arrived. */
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

  /** Remaining time in milliseconds. */
  get left(): number {
    return this.over - performance.now();
  }

  /** Removes the time limit, because a stream has begun. */
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

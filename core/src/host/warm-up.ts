/** Time after the list in which a client has other things to do, in milliseconds. */
const IDLE = 50;

/** Reads ahead what the first call of any plugin needs; no plugin's own code, which may never be called. */
export class WarmUp {
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<unknown> = Promise.resolve();
  private stopped = false;

  /** In a moment, once. */
  soon(): void {
    if (this.stopped) return;
    this.timer ??= setTimeout(() => {
      this.reading = read();
    }, IDLE).unref();
  }

  /** Does not begin any more; resolves when what has begun is read. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.reading;
  }
}

function read(): Promise<unknown> {
  // A module that cannot be read will say so when it is needed.
  return Promise.allSettled([import('../plugin/run/injection.js'), import('../kestra/client.js')]);
}

/** Delay after the list, in milliseconds. The client is busy with other things then. */
const IDLE = 50;

/**
 * Loads in advance what the first call of any plugin needs. It does not load the plugins' own code, which may never be
 * called.
 */
export class WarmUp {
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<unknown> = Promise.resolve();
  private stopped = false;

  /** Starts shortly, and only once. */
  soon(): void {
    if (this.stopped) return;
    this.timer ??= setTimeout(() => {
      this.reading = read();
    }, IDLE).unref();
  }

  /** Cancels the start. Resolves when the imports that have begun are done. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.reading;
  }
}

function read(): Promise<unknown> {
  // A module that cannot be imported fails again when it is needed.
  return Promise.allSettled([import('../plugin/run/injection.js'), import('../kestra/client.js')]);
}

import { describeError } from '../foundation/errors.js';
import type { Log } from '../foundation/log.js';
import type { KestraClient } from '../kestra/client.js';
import type { LiveSelection } from '../selection/live.js';

/** Time before each try, in milliseconds; the last one repeats. */
const TRIES = [0, 5_000, 30_000, 60_000];

/**
 * Asks the instance what it is, in the background: the start does not wait for it, and the tools that need the answer
 * appear with it. Goes on while Kestra cannot be reached; its timers do not keep the process alive.
 */
export class EditionQuestion {
  private timer: NodeJS.Timeout | undefined;
  private asked = false;
  private stopped = false;

  constructor(
    private readonly selection: LiveSelection,
    private readonly kestra: () => Promise<KestraClient>,
    private readonly log: Log,
  ) {}

  /** Begins to ask, once, if any tool waits for the answer. */
  ask(): void {
    if (this.asked || !this.selection.waitsForEdition) return;
    this.asked = true;
    this.schedule(0);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.asked = true;
    this.stopped = true;
  }

  private schedule(attempt: number): void {
    // Stopped while Kestra was answering.
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.attempt(attempt), TRIES[attempt] ?? TRIES.at(-1));
    this.timer.unref();
  }

  private async attempt(attempt: number): Promise<void> {
    try {
      const kestra = await this.kestra();
      if (this.stopped) return;
      const edition = await kestra.instance.edition();
      // The answer of an instance that is not ours any more.
      if (!this.stopped) this.selection.learn(edition);
    } catch (error) {
      this.log.info(`The edition of Kestra is not known yet: ${describeError(error)}`);
      this.schedule(attempt + 1);
    }
  }
}

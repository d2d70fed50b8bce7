import { describeError } from '../foundation/errors.js';
import type { Log } from '../foundation/log.js';
import type { KestraClient } from '../kestra/client.js';
import { asHost, inScope } from '../kestra/wire/scope.js';
import type { LiveSelection } from '../selection/live.js';
import type { KnownEdition } from './edition-memory.js';

/** Delay before each attempt, in milliseconds. The last one repeats. */
const TRIES = [0, 5_000, 30_000, 60_000];
/** Longest time that a list waits for the first attempt, in milliseconds. */
const PATIENCE = 100;

/** What the question needs from its host. */
export interface Questioner {
  selection: LiveSelection;
  kestra: () => Promise<KestraClient>;
  log: Log;
  /** Receives each answer. */
  learnt?: (edition: KnownEdition) => void;
}

/**
 * Asks the instance for its edition in the background, so that the start does not wait. Tools that depend on the answer
 * appear with it. It retries while Kestra cannot be reached, and its timers do not keep the process alive.
 */
export class EditionQuestion {
  private timer: NodeJS.Timeout | undefined;
  private asked = false;
  private readonly ending = new AbortController();
  private trying: Promise<void> = Promise.resolve();
  private first: Promise<void> = Promise.resolve();
  /** Ends the wait for the first attempt. */
  private release = (): void => undefined;

  constructor(private readonly by: Questioner) {}

  /** Starts to ask, once, if any tool depends on the answer. It asks as the host, whichever request causes it. */
  ask(): void {
    if (this.asked || !this.by.selection.dependsOnEdition) return;
    this.asked = true;
    this.first = new Promise((resolve) => {
      const limit = setTimeout(resolve, PATIENCE);
      this.release = () => {
        clearTimeout(limit);
        resolve();
      };
    });
    this.schedule(0);
  }

  /** Resolves after the first attempt or the longest wait, or immediately if nothing depends on the answer. */
  async awaited(): Promise<void> {
    if (!this.by.selection.waitsForEdition) return;
    this.ask();
    await this.first;
  }

  /** Stops asking. Resolves when nothing is running anymore. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.asked = true;
    this.ending.abort();
    this.release();
    await this.trying;
  }

  private schedule(attempt: number): void {
    // It was stopped while Kestra was responding.
    if (this.ending.signal.aborted) return;
    const begin = () => {
      this.trying = this.attempt(attempt);
    };
    this.timer = setTimeout(begin, TRIES[attempt] ?? TRIES.at(-1));
    this.timer.unref();
  }

  private async attempt(attempt: number): Promise<void> {
    const { signal } = this.ending;
    try {
      // Import this before a request runs with somebody's credentials: see `readAhead`.
      await import('../kestra/client.js');
      const edition = await asHost(async () => {
        const kestra = await this.by.kestra();
        return inScope({ signal }, () => kestra.instance.editionNow());
      });
      // Ignore the answer of an instance that is no longer in use.
      if (!signal.aborted) this.learn(edition);
    } catch (error) {
      if (signal.aborted) return;
      this.by.log.info(`The edition of Kestra is not known yet: ${describeError(error)}`);
      this.schedule(attempt + 1);
    } finally {
      this.release();
    }
  }

  private learn(edition: KnownEdition): void {
    this.by.selection.learn(edition);
    this.by.learnt?.(edition);
  }
}

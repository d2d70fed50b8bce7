import { describeError } from '../foundation/errors.js';
import type { Log } from '../foundation/log.js';
import type { KestraClient } from '../kestra/client.js';
import { asHost, inScope } from '../kestra/wire/scope.js';
import type { LiveSelection } from '../selection/live.js';
import type { KnownEdition } from './edition-memory.js';

/** Time before each try, in milliseconds; the last one repeats. */
const TRIES = [0, 5_000, 30_000, 60_000];
/** Longest that a list waits for the end of the first try, in milliseconds. */
const PATIENCE = 100;

/** What the question needs of its host. */
export interface Questioner {
  selection: LiveSelection;
  kestra: () => Promise<KestraClient>;
  log: Log;
  /** Told each answer. */
  learnt?: (edition: KnownEdition) => void;
}

/**
 * Asks the instance what it is, in the background: the start does not wait for it, and the tools that need the answer
 * appear with it. Goes on while Kestra cannot be reached; its timers do not keep the process alive.
 */
export class EditionQuestion {
  private timer: NodeJS.Timeout | undefined;
  private asked = false;
  private readonly ending = new AbortController();
  private trying: Promise<void> = Promise.resolve();
  private first: Promise<void> = Promise.resolve();
  /** Ends the wait for the first try. */
  private release = (): void => undefined;

  constructor(private readonly by: Questioner) {}

  /** Begins to ask, once, if any tool depends on the answer; as the host, whoever's request leads to it. */
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

  /** Resolves once the first try has ended, or has taken too long; at once where nothing waits for the answer. */
  async awaited(): Promise<void> {
    if (!this.by.selection.waitsForEdition) return;
    this.ask();
    await this.first;
  }

  /** Resolves when nothing of it goes on. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.asked = true;
    this.ending.abort();
    this.release();
    await this.trying;
  }

  private schedule(attempt: number): void {
    // Stopped while Kestra was answering.
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
      // Before anything is asked in a name: see `readAhead`.
      await import('../kestra/client.js');
      const edition = await asHost(async () => {
        const kestra = await this.by.kestra();
        return inScope({ signal }, () => kestra.instance.editionNow());
      });
      // The answer of an instance that is not ours any more.
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

import type { Clock } from './clock.js';

/** Pending tasks by group (an execution), so that a kill or a close can cancel them. */
export class Timers {
  readonly #groups = new Map<string, Set<() => void>>();

  constructor(private readonly clock: Clock) {}

  after(group: string, ms: number, task: () => void): void {
    const pending = this.#groups.get(group) ?? new Set();
    this.#groups.set(group, pending);
    const cancel = this.clock.after(ms, () => {
      this.#forget(group, cancel);
      task();
    });
    pending.add(cancel);
  }

  cancel(group: string): void {
    for (const cancel of this.#groups.get(group) ?? []) cancel();
    this.#groups.delete(group);
  }

  cancelAll(): void {
    for (const group of [...this.#groups.keys()]) this.cancel(group);
  }

  #forget(group: string, cancel: () => void): void {
    const pending = this.#groups.get(group);
    pending?.delete(cancel);
    if (pending?.size === 0) this.#groups.delete(group);
  }
}

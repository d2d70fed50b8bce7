import type { Execution } from '../engine/execution.js';

export type ExecutionListener = (execution: Execution) => void;

/** Executions in the order of their creation, with the listeners that follow them. */
export class ExecutionStore {
  readonly #executions = new Map<string, Execution>();
  readonly #listeners = new Map<string, Set<ExecutionListener>>();

  find(id: string): Execution | undefined {
    return this.#executions.get(id);
  }

  all(): Execution[] {
    return [...this.#executions.values()];
  }

  /** Stores a new execution. */
  add(execution: Execution): void {
    this.#executions.set(execution.id, execution);
  }

  /** Notifies listeners that an execution has changed, unless it has been deleted. */
  save(execution: Execution): void {
    if (!this.#executions.has(execution.id)) return;
    for (const listener of [...(this.#listeners.get(execution.id) ?? [])]) listener(execution);
  }

  delete(id: string): void {
    this.#executions.delete(id);
  }

  /** Calls `listener` after every change. Returns a function that stops this. */
  follow(id: string, listener: ExecutionListener): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(listener));
    return () => listeners.delete(listener);
  }
}

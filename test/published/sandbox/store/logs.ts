import { LEVELS } from '../query/fields.js';
import type { Micros } from '../time.js';

/** A line in the log of an execution. */
export interface LogEntry {
  namespace: string;
  flowId: string;
  taskId: string;
  executionId: string;
  taskRunId: string;
  attemptNumber: number;
  timestamp: Micros;
  level: string;
  thread: string;
  message: string;
  /** `LOOP` in a turn of a Loop. */
  executionKind?: string;
}

export type LogListener = (entry: LogEntry) => void;

/** Log lines in the order in which they were written. */
export class LogStore {
  #entries: LogEntry[] = [];
  readonly #listeners = new Map<string, Set<LogListener>>();

  all(): readonly LogEntry[] {
    return this.#entries;
  }

  ofExecution(id: string): LogEntry[] {
    return this.#entries.filter(({ executionId }) => executionId === id);
  }

  add(entry: LogEntry): void {
    this.#entries.push(entry);
    for (const listener of [...(this.#listeners.get(entry.executionId) ?? [])]) listener(entry);
  }

  /** Removes the lines for which `condemned` returns true. */
  delete(condemned: (entry: LogEntry) => boolean): void {
    this.#entries = this.#entries.filter((entry) => !condemned(entry));
  }

  /** Calls `listener` for every new line. Returns a function that stops this. */
  follow(executionId: string, listener: LogListener): () => void {
    const listeners = this.#listeners.get(executionId) ?? new Set();
    this.#listeners.set(executionId, listeners.add(listener));
    return () => listeners.delete(listener);
  }
}

/** Whether a line is at or above a level. */
export const atOrAbove = (level: string, bound: string) => LEVELS.indexOf(level) >= LEVELS.indexOf(bound);

/** Rows by key, in the order of their creation. */
export class Table<T> {
  readonly #rows = new Map<string, T>();

  find(key: string): T | undefined {
    return this.#rows.get(key);
  }

  all(): T[] {
    return [...this.#rows.values()];
  }

  /** Adds a row, or replaces the row with the same key. */
  put(key: string, row: T): T {
    this.#rows.set(key, row);
    return row;
  }

  /** Removes a row. Returns whether it existed. */
  delete(key: string): boolean {
    return this.#rows.delete(key);
  }
}

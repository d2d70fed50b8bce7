import { jsonChars } from '@kestra-mcp/core';

/** A row of a file. */
export interface Row {
  value: unknown;
  /** Index in the text where the row ends. */
  end: number;
}

export interface ReadRows {
  rows: unknown[];
  /** Index in the text where the rows end. */
  end: number;
  /** Rows that could not be parsed and are shown as text. */
  unread: number;
}

/** Most rows, and most characters of the result that they may take. */
export interface RowsWanted {
  limit: number;
  room: number;
}

/** Collects rows until there are enough, or until one is too long for the result. */
export class TakenRows {
  readonly rows: unknown[] = [];
  end = 0;
  unread = 0;
  #room: number;

  constructor(private readonly wanted: RowsWanted) {
    this.#room = wanted.room;
  }

  /** False when it did not fit. */
  add(value: unknown, end: number): boolean {
    this.#room -= jsonChars(value) + 1;
    if (this.rows.length >= this.wanted.limit || this.#room < 0) return false;
    this.rows.push(value);
    this.end = end;
    return true;
  }

  /** Skips a row without content. */
  skip(end: number): void {
    this.end = end;
  }
}

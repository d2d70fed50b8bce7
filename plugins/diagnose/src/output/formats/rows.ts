import { jsonChars } from '@kestra-mcp/core';

/** A row of a file. */
export interface Row {
  value: unknown;
  /** Characters of the text up to its end. */
  end: number;
}

export interface ReadRows {
  rows: unknown[];
  /** Characters of the text that they took. */
  end: number;
  /** Rows that could not be read as what they should be, and stand there as text. */
  unread: number;
}

/** How many rows there may be, and how many characters of an answer they may take. */
export interface RowsWanted {
  limit: number;
  room: number;
}

/** Takes rows until there are enough of them; the first one that is too long for an answer is not among them. */
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

  /** A row that says nothing. */
  skip(end: number): void {
    this.end = end;
  }
}

import { idInText } from './lines/id-in-text.js';
import { unreadable } from './lines/refusal.js';

const NEWLINE = 0x0a;

/** Number of bytes in which the id of an oversized message is searched. */
const HEAD = 4_096;

/** Splits incoming bytes into lines. More than `limit` bytes without a line break are an error. */
export class LineBuffer {
  private chunks: Buffer[] = [];
  private size = 0;

  constructor(private readonly limit: number) {}

  /** Returns the lines that this chunk completes. */
  append(chunk: Buffer): string[] {
    const end = chunk.lastIndexOf(NEWLINE);
    if (end !== -1) {
      const lines = this.take(chunk.subarray(0, end)).split('\n');
      this.keep(chunk.subarray(end + 1));
      return lines;
    }
    this.keep(chunk);
    return [];
  }

  /** Returns the bytes after the last line break. */
  rest(): string {
    return this.take(Buffer.of());
  }

  private take(last: Buffer): string {
    const text = Buffer.concat([...this.chunks, last]).toString();
    this.chunks = [];
    this.size = 0;
    return text;
  }

  private keep(chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > this.limit) throw this.tooLong();
    this.chunks.push(chunk);
  }

  /** The error contains the id of the message, if it is near the beginning. */
  private tooLong(): Error {
    const head = Buffer.concat(this.chunks.slice(0, 8)).subarray(0, HEAD).toString();
    return unreadable(`A message can have at most ${this.limit / 1024 / 1024} MB.`, idInText(head));
  }
}

import { idInText } from './lines/id-in-text.js';
import { unreadable } from './lines/refusal.js';

const NEWLINE = 0x0a;

/** Where the id of a message that is too long is looked for, in bytes. */
const HEAD = 4_096;

/** Bytes as they come, made into lines; more than `limit` of them without an end of line are an error. */
export class LineBuffer {
  private chunks: Buffer[] = [];
  private size = 0;

  constructor(private readonly limit: number) {}

  /** The lines that this chunk completes. */
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

  /** What came after the last end of line. */
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

  /** Its id, where it stands near the beginning. */
  private tooLong(): Error {
    const head = Buffer.concat(this.chunks.slice(0, 8)).subarray(0, HEAD).toString();
    return unreadable(`A message can have at most ${this.limit / 1024 / 1024} MB.`, idInText(head));
  }
}

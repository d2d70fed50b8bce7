import { unreadable } from './lines/refusal.js';

const NEWLINE = 0x0a;

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
    if (this.size > this.limit)
      throw unreadable(`A message of more than ${this.limit} bytes is not read.`, 'null');
    this.chunks.push(chunk);
  }
}

import { createHash } from 'node:crypto';
import type { LogEntry } from '@kestra-mcp/core';

/**
 * Lines of a stream that may repeat lines. Kestra first sends stored lines and then new ones, and may send a line in
 * between twice. But a task can also write the same line twice in the same moment. The stream cannot tell the two cases
 * apart, but the stored lines can, so repeated lines are noted for a later check.
 *
 * Only the newest lines are held: the stream may never end, and no result has room for all.
 */
export class Once {
  readonly lines: LogEntry[] = [];
  /** The number of older lines that are no longer held. */
  dropped = 0;
  /** Digests instead of lines, because messages may be long. */
  private readonly seen = new Set<string>();
  private readonly again = new Set<string>();
  private size = 0;

  constructor(private readonly most = { lines: 10_000, characters: 2_000_000 }) {}

  /** Adds a line. True if it is the first of its kind. */
  add(line: LogEntry): boolean {
    const name = nameOf(line);
    const isNew = !this.seen.has(name);
    if (isNew) {
      this.lines.push(line);
      this.size += sizeOf(line);
      this.seen.add(name);
      this.dropOldest();
    } else this.again.add(name);
    return isNew;
  }

  /** Drops the oldest lines beyond the limits. The last line stays, however long it is. */
  private dropOldest(): void {
    while (
      this.lines.length > 1 &&
      (this.lines.length > this.most.lines || this.size > this.most.characters)
    ) {
      const oldest = this.lines.shift();
      if (oldest === undefined) return;
      const name = nameOf(oldest);
      this.size -= sizeOf(oldest);
      this.dropped += 1;
      this.seen.delete(name);
      this.again.delete(name);
    }
  }

  /** True if lines were repeated. */
  get isUnsure(): boolean {
    return this.again.size > 0;
  }

  /** The lines, with repeated lines as often as Kestra has stored them. */
  settled(kept: readonly LogEntry[]): LogEntry[] {
    const counts = new Map<string, number>();
    for (const name of kept.map(nameOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
    return this.lines.flatMap((line) => {
      const name = nameOf(line);
      // A line that is not stored yet will be: the stream is ahead of the store.
      const times = this.again.has(name) ? (counts.get(name) ?? 1) : 1;
      return Array.from({ length: times }, () => line);
    });
  }
}

function sizeOf(line: LogEntry): number {
  return JSON.stringify(line).length;
}

/** The identity of a line. Copies of a line differ in other properties. */
function nameOf({ timestamp, ...line }: LogEntry): string {
  const { level, message, executionId, taskRunId, attemptNumber, triggerId } = line;
  const parts = [moment(timestamp), level, message, executionId, taskRunId, attemptNumber, triggerId];
  return createHash('sha1')
    .update(JSON.stringify(parts.map((part) => part ?? null)))
    .digest('base64');
}

/** Pads to microseconds, as Kestra stores them. A line that is not stored yet may have more or fewer digits. */
function moment(timestamp: string): string {
  return timestamp.replace(/\.(\d{1,6})\d*/, (_, digits: string) => `.${digits.padEnd(6, '0')}`);
}

import { createHash } from 'node:crypto';
import type { LogEntry } from '@kestra-mcp/core';

/**
 * Lines of a stream that may repeat what it has sent: Kestra gives what is written and then what comes, and a line
 * between the two comes twice. A task may as well write the same twice at the same moment. The stream cannot tell one
 * from the other; the lines as Kestra keeps them can, so those that came again are noted for being looked up.
 *
 * Of very many the newest are held: the stream need not end, and no answer has room for all.
 */
export class Once {
  readonly lines: LogEntry[] = [];
  /** How many older lines are not held any more. */
  dropped = 0;
  /** Digests are kept, since messages may be long. */
  private readonly seen = new Set<string>();
  private readonly again = new Set<string>();
  private size = 0;

  constructor(private readonly most = { lines: 10_000, characters: 2_000_000 }) {}

  /** True when this is the first of its like. */
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

  /** The last one stays, however long it is. */
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

  /** True when lines came again. */
  get isUnsure(): boolean {
    return this.again.size > 0;
  }

  /** The lines, those that came again as often as Kestra keeps them. */
  settled(kept: readonly LogEntry[]): LogEntry[] {
    const counts = new Map<string, number>();
    for (const name of kept.map(nameOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
    return this.lines.flatMap((line) => {
      const name = nameOf(line);
      // Not there: it will be, as the stream is ahead of the store.
      const times = this.again.has(name) ? (counts.get(name) ?? 1) : 1;
      return Array.from({ length: times }, () => line);
    });
  }
}

function sizeOf(line: LogEntry): number {
  return JSON.stringify(line).length;
}

/** What tells a line from others; copies of one differ in what else they carry. */
function nameOf({ timestamp, ...line }: LogEntry): string {
  const { level, message, executionId, taskRunId, attemptNumber, triggerId } = line;
  const parts = [moment(timestamp), level, message, executionId, taskRunId, attemptNumber, triggerId];
  return createHash('sha1')
    .update(JSON.stringify(parts.map((part) => part ?? null)))
    .digest('base64');
}

/** Kestra keeps microseconds; what has not been kept yet may have more digits, or fewer. */
function moment(timestamp: string): string {
  return timestamp.replace(/\.(\d{1,6})\d*/, (_, digits: string) => `.${digits.padEnd(6, '0')}`);
}

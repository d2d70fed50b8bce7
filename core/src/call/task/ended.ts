/** How a task ended for its client. `message` says what keeps running in Kestra. */
export type TaskEnd = { status: 'completed' } | { status: 'cancelled'; message: string };

/** The oldest ends are forgotten first. A client that asks about a task cancelled long ago sees it as working again. */
const MOST = 500;

/** Remembers how tasks ended, if Kestra cannot show it. */
export class EndedTasks {
  private readonly ends = new Map<string, TaskEnd>();

  /** Only the first end counts. */
  end(id: string, end: TaskEnd): void {
    if (this.ends.has(id)) return;
    this.ends.set(id, end);
    const [oldest] = this.ends.keys();
    if (this.ends.size > MOST && oldest !== undefined) this.ends.delete(oldest);
  }

  get(id: string): TaskEnd | undefined {
    return this.ends.get(id);
  }
}

/** How a task has ended for its client; `message` says what of it goes on. */
export type TaskEnd = { status: 'completed' } | { status: 'cancelled'; message: string };

/** What is forgotten first is what ended first: a task that was cancelled long ago is working again to who still asks. */
const MOST = 500;

/** The tasks that have ended, as far as it cannot be seen from what they wait for. */
export class EndedTasks {
  private readonly ends = new Map<string, TaskEnd>();

  /** The first end counts. */
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

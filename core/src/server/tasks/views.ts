import { TaskBegun } from '../../call/task/begun.js';
import type { TaskView } from '../../call/task/look.js';

const SECOND = 1_000;
/** Polling interval by the age of a task: short for new tasks, and longer for old ones. */
const INTERVALS = [
  { until: 10 * SECOND, every: SECOND },
  { until: 60 * SECOND, every: 2 * SECOND },
  { until: 600 * SECOND, every: 5 * SECOND },
] as const;
const LONGEST_INTERVAL = 15 * SECOND;

/** The answer to a call that continues as a task. */
export function createdTask({ id, begunAt }: TaskBegun): Record<string, unknown> {
  return { resultType: 'task', ...taskOf(id, begunAt), status: 'working' };
}

/** A task as `tasks/get` shows it. */
export function detailedTask(id: string, view: TaskView): Record<string, unknown> {
  const { begunAt, status } = view;
  const said =
    view.status === 'completed'
      ? { result: { resultType: 'complete', ...view.result } }
      : { statusMessage: view.message };
  return { ...taskOf(id, begunAt), status, ...said };
}

function taskOf(taskId: string, begunAt: Date, now = new Date()) {
  return {
    taskId,
    createdAt: begunAt.toISOString(),
    lastUpdatedAt: now.toISOString(),
    // It can be looked up while Kestra still has the execution.
    ttlMs: null,
    pollIntervalMs: intervalAt(now.getTime() - begunAt.getTime()),
  };
}

export function intervalAt(age: number): number {
  return INTERVALS.find(({ until }) => age < until)?.every ?? LONGEST_INTERVAL;
}

import type { JsonObject } from '../json.js';
import type { Attempt, Execution, TaskRun } from './execution.js';
import type { Host } from './host.js';
import { moved, type StateName, started } from './state.js';

/** Where a new task run belongs, besides its task. */
export type RunPlace = Pick<TaskRun, 'parentTaskRunId' | 'value' | 'iteration' | 'forceExecution'>;

/** Creates a task run. */
export function newRun(host: Host, taskId: string, place: RunPlace): TaskRun {
  return { id: host.ids.next(), taskId, ...place, outputs: null, state: started(host.timeline.next()) };
}

/** Moves a task run to RUNNING with a new attempt. */
export function beginAttempt(host: Host, run: TaskRun, workerId?: string): void {
  run.state = moved(run.state, 'RUNNING', host.timeline.next());
  const state = moved(started(host.timeline.next()), 'RUNNING', host.timeline.next());
  const attempt: Attempt = workerId === undefined ? { state } : { state, workerId };
  run.attempts = [...(run.attempts ?? []), attempt];
}

/** How a task run ends. */
export interface RunEnd {
  state: StateName;
  attempt?: StateName;
  outputs?: JsonObject;
}

/** Ends a task run and its last attempt, which may have another state. */
export function endRun(
  host: Host,
  run: TaskRun,
  { state, attempt = state, outputs = run.outputs ?? {} }: RunEnd,
): void {
  const attempts = run.attempts ?? [];
  const last = attempts.at(-1);
  if (last)
    run.attempts = [
      ...attempts.slice(0, -1),
      { ...last, state: moved(last.state, attempt, host.timeline.next()) },
    ];
  else if (state === 'SKIPPED') {
    const skipped = moved(started(host.timeline.next()), state, host.timeline.next());
    run.attempts = [{ state: skipped }];
  }
  run.state = moved(run.state, state, host.timeline.next());
  run.outputs = outputs;
}

/** The task runs directly under a parent, or at the top of the flow if no parent is given. */
export function runsUnder(execution: Execution, parentTaskRunId: string | undefined): TaskRun[] {
  return (execution.taskRuns ?? []).filter((run) => run.parentTaskRunId === parentTaskRunId);
}

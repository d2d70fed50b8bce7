import type { Label } from '../flow/definition.js';
import { illegalArgument, illegalState } from '../http/envelope.js';
import type { JsonObject } from '../json.js';
import { isSystemLabel } from './create.js';
import type { Engine } from './engine.js';
import type { Execution } from './execution.js';
import { resumeRun } from './pause.js';
import { endRun } from './runs.js';
import { current, ended, isTerminal, moved, type StateName } from './state.js';

/** Kills an execution and, with cascade, the executions that it started. Does nothing if it has ended. */
export function kill(engine: Engine, execution: Execution, cascade: boolean): void {
  const { host } = engine;
  if (cascade) {
    const children = host.executions.all().filter((each) => startedBy(each, execution));
    for (const child of children) kill(engine, child, true);
  }
  if (ended(execution.state) || current(execution.state) === 'KILLING') return;
  host.timers.cancel(execution.id);
  execution.state = moved(execution.state, 'KILLING', host.timeline.next());
  host.executions.save(execution);
  engine.later(execution, () => {
    for (const run of execution.taskRuns ?? []) {
      if (!ended(run.state)) endRun(host, run, { state: 'KILLED' });
    }
    engine.end(execution, 'KILLED');
  });
}

const startedBy = ({ trigger, kind, parentId }: Execution, { id }: Execution) =>
  trigger?.variables.executionId === id || (kind === 'LOOP' && parentId === id);

/** Pauses a running execution: its running tasks end, but no new task starts. */
export function pause(engine: Engine, execution: Execution): void {
  if (current(execution.state) !== 'RUNNING') throw illegalArgument('The execution is not running');
  execution.state = moved(execution.state, 'PAUSED', engine.host.timeline.next());
  engine.host.executions.save(execution);
}

/** Throws Kestra's 409 unless the execution is paused. */
export function requirePaused(execution: Execution): void {
  if (current(execution.state) === 'PAUSED') return;
  throw illegalState(`Execution '${execution.id}' is not paused, can't resume it`);
}

/** Resumes an execution at its Pause task, or where someone paused it. */
export function resume(engine: Engine, execution: Execution, onResume?: JsonObject): void {
  const run = execution.taskRuns?.find((each) => current(each.state) === 'PAUSED');
  if (run)
    return resumeRun(engine, { execution, run }, { state: 'SUCCESS', ...(onResume ? { onResume } : {}) });
  runNow(engine, execution);
}

/** Starts a waiting execution, whatever it waits for. */
export function forceRun(engine: Engine, execution: Execution): void {
  const state = current(execution.state);
  if (isTerminal(state)) throw illegalArgument('Only non terminated executions can be forced run.');
  if (state === 'PAUSED') return resume(engine, execution);
  if (state !== 'CREATED' && state !== 'QUEUED') return;
  engine.host.timers.cancel(execution.id);
  if (state === 'QUEUED' && engine.host.ways.answersWhenStarted) pickUp(engine, execution);
  else runNow(engine, execution);
}

/** Removes an execution from the queue of its flow: it ends in a final state, or runs now. */
export function unqueue(engine: Engine, execution: Execution, state: StateName): void {
  if (current(execution.state) !== 'QUEUED') {
    throw illegalArgument('Cannot unqueue execution: only QUEUED executions can be unqueued.');
  }
  if (isTerminal(state)) engine.end(execution, state);
  else runNow(engine, execution);
}

/** Starts an execution and advances it until its first task waits for a worker. */
export function pickUp(engine: Engine, execution: Execution): void {
  if (current(execution.state) === 'CREATED' && !engine.gate(execution)) return;
  engine.begin(execution);
  engine.proceed(execution);
}

/** Replaces all labels except Kestra's own. */
export function setLabels(engine: Engine, execution: Execution, labels: readonly Label[]): void {
  execution.labels = [...labels, ...execution.labels.filter(isSystemLabel)];
  engine.host.executions.save(execution);
}

/** Changes the final state of an ended execution. */
export function changeStatus(engine: Engine, execution: Execution, state: StateName): void {
  if (!canChangeStatus(execution)) {
    throw illegalArgument('You can only change the state of a terminated non killed execution.');
  }
  execution.state = moved(execution.state, state, engine.host.timeline.next());
  engine.host.executions.save(execution);
}

/** Whether this state may be set manually. */
export const canChangeStatus = (execution: Execution) =>
  ended(execution.state) && current(execution.state) !== 'KILLED';

/** Deletes an execution, running or not, with its logs. */
export function remove(engine: Engine, execution: Execution, deleteLogs: boolean): void {
  engine.host.timers.cancel(execution.id);
  engine.host.executions.delete(execution.id);
  if (deleteLogs) engine.host.logs.delete(({ executionId }) => executionId === execution.id);
}

function runNow(engine: Engine, execution: Execution): void {
  execution.state = moved(execution.state, 'RUNNING', engine.host.timeline.next());
  engine.host.executions.save(execution);
  engine.later(execution, () => engine.proceed(execution));
}

import { allTasks, childTasks, type FlowDefinition } from '../flow/definition.js';
import { illegalArgument, illegalState } from '../http/envelope.js';
import type { Engine } from './engine.js';
import type { Execution, TaskRun } from './execution.js';
import { endRun } from './runs.js';
import { current, ended, moved, type StateName } from './state.js';

const NOTHING = 'No task found to restart execution from!';

/** Whether an execution has a task run to run again. */
export function isRestartable({ state, taskRuns = [] }: Execution): boolean {
  if (current(state) === 'KILLED' || (!ended(state) && current(state) !== 'PAUSED')) return false;
  return taskRuns.some((run) => ['FAILED', 'PAUSED'].includes(current(run.state)));
}

/** Runs the failed tasks of an execution again, and the tasks after them. */
export function restart(engine: Engine, execution: Execution, revision?: number): void {
  const state = current(execution.state);
  if ((!ended(execution.state) && state !== 'PAUSED') || state === 'KILLED') {
    const rule = 'Execution must be terminated or paused and not killed to be restarted';
    throw illegalState(`${rule}, current state is '${state}' !`);
  }
  const runs = execution.taskRuns ?? [];
  const failed = runs.filter((run) => ['FAILED', 'PAUSED'].includes(current(run.state)));
  if (failed.length === 0) throw illegalArgument(NOTHING);
  for (const run of withParents(runs, failed)) again(engine, runs, run);
  forgetAftermath(engine, execution);
  addLabel(execution, 'system.restarted');
  if (revision !== undefined) execution.flowRevision = revision;
  goOn(engine, execution);
}

/** Sets the state of a task run manually, and continues from there. */
export function setTaskRunState(
  engine: Engine,
  execution: Execution,
  taskRunId: string,
  state: StateName,
): void {
  const runs = execution.taskRuns ?? [];
  const run = runs.find(({ id }) => id === taskRunId);
  if (!run) throw illegalArgument(NOTHING);
  if (!ended(execution.state) || current(execution.state) === 'KILLED') {
    throw illegalArgument(
      'You can only change the state of a task run for a terminated non killed execution.',
    );
  }
  endRun(engine.host, run, { state });
  for (const parent of withParents(runs, [run])) if (parent !== run) again(engine, runs, parent);
  forgetAftermath(engine, execution);
  addLabel(execution, 'system.restarted');
  goOn(engine, execution);
}

function goOn(engine: Engine, execution: Execution): void {
  execution.attemptNumber += 1;
  execution.state = moved(execution.state, 'RESTARTED', engine.host.timeline.next());
  engine.host.executions.save(execution);
  engine.later(execution, () => engine.begin(execution));
}

// A parent only continues, while the task itself is restarted.
function again(engine: Engine, runs: readonly TaskRun[], run: TaskRun): void {
  const parent = runs.some(({ parentTaskRunId }) => parentTaskRunId === run.id);
  run.state = moved(run.state, parent ? 'RUNNING' : 'RESTARTED', engine.host.timeline.next());
}

/** The given task runs and all their parents. */
export function withParents(runs: readonly TaskRun[], chosen: readonly TaskRun[]): TaskRun[] {
  const parents = runs.filter(({ id }) => chosen.some(({ parentTaskRunId }) => parentTaskRunId === id));
  const more = parents.filter((run) => !chosen.includes(run));
  return more.length === 0 ? [...chosen] : withParents(runs, [...chosen, ...more]);
}

// Tasks that ran because of the failure or after it must run again.
function forgetAftermath(engine: Engine, execution: Execution): void {
  const definition = engine.definition(execution);
  if (!definition || !execution.taskRuns) return;
  const ids = aftermath(definition).map(({ id }) => id);
  execution.taskRuns = execution.taskRuns.filter(({ taskId }) => !ids.includes(taskId));
}

function aftermath({ tasks, errors, finally: last, afterExecution }: FlowDefinition) {
  const nested = allTasks(tasks).flatMap((task) =>
    (['errors', 'finally'] as const).flatMap((list) => allTasks(childTasks(task, list))),
  );
  return [...[errors, last, afterExecution].flatMap(allTasks), ...nested];
}

/** Adds one of Kestra's own labels, unless it exists. */
export function addLabel(execution: Execution, key: string): void {
  if (execution.labels.some((label) => label.key === key)) return;
  execution.labels = [...execution.labels, { key, value: 'true' }];
}

import { coreType } from '../flow/catalog.js';
import { childTasks, type TaskDefinition } from '../flow/definition.js';
import type { TaskRun } from './execution.js';
import { current, isFailed, isTerminal, type StateName } from './state.js';

/** A list of tasks that run under one parent, with what follows a failure and what follows in any case. */
export interface Branch {
  tasks: readonly TaskDefinition[];
  errors: readonly TaskDefinition[];
  finally: readonly TaskDefinition[];
  /** How many tasks run at once; 0 is no limit. */
  concurrent: number;
}

/** What is to be done next in a branch. */
export type Step = { run: TaskDefinition[] } | { done: StateName } | 'wait';

/** The branch below a flowable task; an If has decided between `then` and `else` in its run. */
export function branchOf(task: TaskDefinition, run: TaskRun): Branch {
  const rest = { errors: childTasks(task, 'errors'), finally: childTasks(task, 'finally') };
  if ('then' in task)
    return {
      ...rest,
      tasks: childTasks(task, run.outputs?.evaluationResult ? 'then' : 'else'),
      concurrent: 1,
    };
  const parallel = task.type === coreType('flow.Parallel');
  return {
    ...rest,
    tasks: childTasks(task, 'tasks'),
    concurrent: parallel ? Number(task.concurrent ?? 0) : 1,
  };
}

/** Decides from the runs there are under a parent; the same runs give the same answer. */
export function nextStep(branch: Branch, runs: readonly TaskRun[]): Step {
  const main = advance(branch.tasks, runs, branch.concurrent);
  if (main === 'wait' || 'run' in main) return main;
  if (main.done === 'FAILED' && branch.errors.length > 0) {
    const handled = advance(branch.errors, runs, 1);
    if (handled === 'wait' || 'run' in handled) return handled;
  }
  const last = advance(branch.finally, runs, 1);
  return last !== 'wait' && 'done' in last ? main : last;
}

function advance(tasks: readonly TaskDefinition[], runs: readonly TaskRun[], concurrent: number): Step {
  const enabled = tasks.filter(({ disabled }) => disabled !== true);
  const states = enabled.map(({ id }) => stateOf(id, runs));
  const running = states.filter((state) => state !== undefined && !isTerminal(state)).length;
  const failed = states.find((state) => state !== undefined && isFailed(state));
  if (failed) return running > 0 ? 'wait' : { done: failed };
  const waiting = enabled.filter((_, index) => states[index] === undefined);
  const free = concurrent === 0 ? waiting.length : concurrent - running;
  if (waiting.length > 0 && free > 0) return { run: waiting.slice(0, free) };
  if (running > 0 || waiting.length > 0) return 'wait';
  return { done: states.includes('WARNING') ? 'WARNING' : 'SUCCESS' };
}

function stateOf(taskId: string, runs: readonly TaskRun[]): StateName | undefined {
  const run = runs.find((each) => each.taskId === taskId);
  return run && current(run.state);
}

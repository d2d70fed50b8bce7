import { childTasks, everyTask, type FlowDefinition, type TaskDefinition } from '../flow/definition.js';
import type { Execution, TaskRun } from './execution.js';
import type { Host } from './host.js';
import { type Branch, sequence } from './resolve.js';

/** The flow of an execution, in its revision. */
export function definitionOf(
  { flows }: Host,
  { namespace, flowId, flowRevision }: Execution,
): FlowDefinition | undefined {
  return flows.find(namespace, flowId, flowRevision)?.definition;
}

/** The tasks of an execution: those of its flow or, in a turn of a Loop, those of the Loop. */
export function planOf(definition: FlowDefinition, { loopRun }: Execution): Branch {
  const loop = loopRun && tasksOf(definition).get(loopRun.taskId);
  const { tasks, errors = [], finally: last = [] } = definition;
  if (!loop) return { lanes: sequence(tasks), errors, finally: last, concurrent: 1 };
  // That a turn has the `errors` and `finally` of the Loop is a guess.
  const rest = { errors: childTasks(loop, 'errors'), finally: childTasks(loop, 'finally') };
  return { ...rest, lanes: sequence(childTasks(loop, 'tasks')), concurrent: 1 };
}

/** The task of a task run. */
export function taskOf(definition: FlowDefinition, { taskId }: TaskRun): TaskDefinition | undefined {
  return tasksOf(definition).get(taskId);
}

// Cached, since a definition never changes and every step looks up the task of each task run.
const TASKS = new WeakMap<FlowDefinition, ReadonlyMap<string, TaskDefinition>>();

function tasksOf(definition: FlowDefinition): ReadonlyMap<string, TaskDefinition> {
  const known = TASKS.get(definition);
  if (known) return known;
  const tasks = new Map(everyTask(definition).map((task) => [task.id, task]));
  TASKS.set(definition, tasks);
  return tasks;
}

import { childTasks, everyTask, type FlowDefinition, type TaskDefinition } from '../flow/definition.js';
import type { Execution, TaskRun } from './execution.js';
import type { Host } from './host.js';
import { type Branch, sequence } from './resolve.js';

/** The flow of an execution, at its revision. */
export function definitionOf(
  { flows }: Host,
  { namespace, flowId, flowRevision }: Execution,
): FlowDefinition | undefined {
  return flows.find(namespace, flowId, flowRevision)?.definition;
}

/** What an execution goes through: the tasks of its flow, or, in a turn of a Loop, those of the Loop. */
export function planOf(definition: FlowDefinition, { loopRun }: Execution): Branch {
  const loop = loopRun && tasksOf(definition).get(loopRun.taskId);
  const { tasks, errors = [], finally: last = [] } = definition;
  if (!loop) return { lanes: sequence(tasks), errors, finally: last, concurrent: 1 };
  // That a turn has the Loop's own errors and finally is a guess.
  const rest = { errors: childTasks(loop, 'errors'), finally: childTasks(loop, 'finally') };
  return { ...rest, lanes: sequence(childTasks(loop, 'tasks')), concurrent: 1 };
}

/** The task that a run is a run of. */
export function taskOf(definition: FlowDefinition, { taskId }: TaskRun): TaskDefinition | undefined {
  return tasksOf(definition).get(taskId);
}

// A definition does not change, and each step of an execution asks for the task of each of its runs.
const TASKS = new WeakMap<FlowDefinition, ReadonlyMap<string, TaskDefinition>>();

function tasksOf(definition: FlowDefinition): ReadonlyMap<string, TaskDefinition> {
  const known = TASKS.get(definition);
  if (known) return known;
  const tasks = new Map(everyTask(definition).map((task) => [task.id, task]));
  TASKS.set(definition, tasks);
  return tasks;
}

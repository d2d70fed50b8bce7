import { runnableName } from '../flow/catalog.js';
import { caseTasks, childTasks, dagTasks, type TaskDefinition } from '../flow/definition.js';
import type { Json } from '../json.js';
import { truthy } from '../pebble/evaluate.js';
import { render } from '../pebble/render.js';
import { executionScope } from './context.js';
import type { RunContext, TaskRun } from './execution.js';
import type { Host } from './host.js';
import { rounds } from './loop-until.js';
import { type Branch, type Lane, sequence } from './resolve.js';
import type { StateName } from './state.js';
import { valuesOf } from './values.js';

type Lanes = (context: RunContext, host: Host) => Lane[];

const inOrder: Lanes = ({ task }) => sequence(childTasks(task, 'tasks'));
const apart: Lanes = ({ task }) => childTasks(task, 'tasks').map((child) => ({ starts: [{ task: child }] }));

// The tasks below each flowable type. A decision is made only once, even if the branch changes its inputs.
const BELOW: Record<string, Lanes> = {
  'flow.Sequential': inOrder,
  'flow.AllowFailure': inOrder,
  // a guess: its tasks share a directory, which the sandbox does not need.
  'flow.WorkingDirectory': inOrder,
  'flow.Parallel': apart,
  'flow.If': (context, host) => {
    const { run, task } = context;
    run.outputs ??= { evaluationResult: holds(host, context, task.condition) };
    return sequence(childTasks(task, run.outputs.evaluationResult ? 'then' : 'else'));
  },
  'flow.Switch': (context, host) => {
    const { run, task } = context;
    run.outputs ??= decide(context, host);
    return sequence(
      run.outputs.defaults ? childTasks(task, 'defaults') : caseTasks(task, String(run.outputs.value)),
    );
  },
  'flow.Dag': ({ task }) =>
    dagTasks(task).map(({ task: child, dependsOn }) => ({ starts: [{ task: child }], after: dependsOn })),
  'flow.ForEach': (context, host) => each(context, host, context.task.values),
  'flow.EachSequential': (context, host) => each(context, host, context.task.value),
  'flow.EachParallel': (context, host) => each(context, host, context.task.value).flatMap(split),
  'flow.LoopUntil': rounds,
  'flow.WaitFor': rounds,
};

/** The branch below a flowable task. Undefined for a task without one. */
export function branchOf(context: RunContext, host: Host): Branch | undefined {
  const { task } = context;
  const lanes = BELOW[runnableName(task.type) ?? '']?.(context, host);
  if (!lanes) return undefined;
  const rest = { errors: childTasks(task, 'errors'), finally: childTasks(task, 'finally') };
  return { ...rest, lanes, concurrent: concurrency(task) };
}

/** The final state of a flowable task after its branch has ended. */
export function endOf(task: TaskDefinition, done: StateName): StateName {
  return runnableName(task.type) === 'flow.AllowFailure' && done === 'FAILED' ? 'WARNING' : done;
}

/** Whether a condition is met, seen from a task run. */
export function holds(host: Host, { execution, run }: RunContext, condition: Json | undefined): boolean {
  return truthy(render(condition, executionScope(host, execution, run)));
}

const AT_ONCE = ['flow.Parallel', 'flow.Dag', 'flow.EachParallel'];

function concurrency(task: TaskDefinition): number {
  const name = runnableName(task.type) ?? '';
  if (name === 'flow.ForEach') return Number(task.concurrencyLimit ?? 1);
  return AT_ONCE.includes(name) ? Number(task.concurrent ?? 0) : 1;
}

function decide({ execution, run, task }: RunContext, host: Host): NonNullable<TaskRun['outputs']> {
  const value = String(render(task.value, executionScope(host, execution, run)));
  return { value, defaults: caseTasks(task, value).length === 0 };
}

function each(context: RunContext, host: Host, values: Json | undefined): Lane[] {
  const { execution, run, task } = context;
  run.values ??= valuesOf(values, executionScope(host, execution, run)).map((value) =>
    typeof value === 'string' ? value : JSON.stringify(value),
  );
  const children = childTasks(task, 'tasks');
  return run.values.map((value, iteration) => ({
    starts: children.map((child) => ({ task: child, value, iteration })),
  }));
}

// EachParallel also starts all tasks of one value at the same time.
const split = ({ starts }: Lane): Lane[] => starts.map((start) => ({ starts: [start] }));

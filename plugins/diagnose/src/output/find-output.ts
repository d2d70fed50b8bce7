import { type Execution, InputError, type TaskRun } from '@kestra-mcp/core';
import { valueAt } from './value-at.js';

/** Most names in a hint. */
const MOST_NAMES = 30;
/** Parts of an execution that have values besides its outputs. */
const OTHERS = ['inputs', 'trigger'] as const;

/** A value, and the task run it belongs to, if any. */
export interface FoundOutput {
  value: unknown;
  run?: TaskRun;
}

/** Whether a name begins with the task id of this task run. */
export function mayName(name: string, { taskId }: TaskRun): boolean {
  const path = withoutPrefix(name);
  return path === taskId || path.startsWith(`${taskId}.`);
}

/**
 * Finds a value by name: in the given task run, or else in the outputs of the execution, the outputs of its tasks, or its
 * inputs. Throws an InputError that lists the names if it does not exist.
 */
export function findOutput(execution: Execution, name: string, taskRunId?: string): FoundOutput {
  const found = taskRunId === undefined ? ofExecution(execution, name) : ofTaskRun(execution, name);
  if (found !== undefined) return found;
  const too = (execution.outputsTooLarge ?? []).length > 0 ? ' Some outputs are larger than 10 MB.' : '';
  throw new InputError(`The execution ${execution.id} has no output "${name}".`, {
    hint: `${namesOf(execution, taskRunId)}${too} To list all outputs, omit name.`,
  });
}

function ofTaskRun({ taskRunList = [] }: Execution, name: string): FoundOutput | undefined {
  const [run] = taskRunList;
  if (run === undefined) return undefined;
  const path = withoutPrefix(name);
  const own = valueAt(run.outputs, name) ?? valueAt(run.outputs, path);
  const found = own ?? (mayName(name, run) ? valueAt(run.outputs, behind(path, run)) : undefined);
  return found && { ...found, run };
}

function ofExecution(execution: Execution, name: string): FoundOutput | undefined {
  const path = withoutPrefix(name);
  const own = valueAt(execution.outputs, name) ?? valueAt(execution.outputs, path);
  if (own !== undefined) return own;
  const runs = (execution.taskRunList ?? []).filter((run) => mayName(name, run));
  const found = runs.flatMap((run) => {
    const value = run.outputs == null ? undefined : valueAt(run.outputs, behind(path, run));
    return value === undefined ? [] : [{ ...value, run }];
  });
  if (found.length > 1) throw severalRuns(name, found);
  return found[0] ?? valueAt(Object.fromEntries(OTHERS.map((part) => [part, execution[part]])), name);
}

function severalRuns(name: string, found: readonly Required<FoundOutput>[]): InputError {
  const some = found.slice(0, MOST_NAMES).map(({ run }) => {
    const { value } = run;
    return `${run.id}${typeof value === 'string' ? ` (${value.slice(0, 60)})` : ''}`;
  });
  return new InputError(`${found.length} task runs have an output "${name}".`, {
    hint: `Choose one with task_run_id: ${some.join(', ')}${found.length > some.length ? ', …' : ''}.`,
  });
}

function behind(path: string, { taskId }: TaskRun): string {
  return path.slice(taskId.length + 1);
}

function withoutPrefix(name: string): string {
  return name.replace(/^outputs\./, '');
}

function namesOf({ outputs, taskRunList = [] }: Execution, taskRunId: string | undefined): string {
  const own = taskRunId === undefined ? keysOf(outputs) : [];
  const ofRuns = taskRunList.flatMap((run) =>
    keysOf(run.outputs).map((key) => (taskRunId === undefined ? `${run.taskId}.${key}` : key)),
  );
  const names = [...new Set([...own, ...ofRuns])];
  if (names.length === 0) return 'It has no outputs whose names begin like that.';
  return `Its outputs are: ${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ', …' : ''}.`;
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

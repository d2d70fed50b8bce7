import { didYouMean, type Flow, InputError } from '@kestra-mcp/core';

/** Most names of one kind. */
const MOST = 150;
const DEEPEST = 60;

interface Task {
  id: string;
  type: string;
}

/** What expressions can use in a flow or in one of its tasks, according to its source. */
export function namesIn(flow: Flow, taskId?: string): Record<string, string[]> {
  const tasks = tasksIn([flow.tasks, flow.errors, flow.finally, flow.afterExecution]);
  const at = taskId === undefined ? tasks.length : tasks.findIndex(({ id }) => id === taskId);
  if (at < 0) throw unknownTask(flow, String(taskId), tasks);
  const before = tasks.slice(0, at).map(({ id, type }) => `${reached('outputs', id)} (of ${type})`);
  return bounded({
    inputs: listOf(flow.inputs).flatMap((one) => {
      const { id, type } = one as { id?: unknown; type?: unknown };
      return typeof id === 'string' ? [`${reached('inputs', id)}${type ? ` (${String(type)})` : ''}`] : [];
    }),
    outputs: before,
    vars: variablesOf(flow),
    triggers: tasksIn([flow.triggers]).map(({ id, type }) => `trigger (of ${id}, ${type})`),
  });
}

/** The variables that a flow declares. */
export function variablesOf({ variables }: Flow): string[] {
  return Object.keys((variables ?? {}) as object).map((name) => reached('vars', name));
}

/** Drops kinds without names, and keeps the first of many names. */
export function bounded(kinds: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  const told = Object.entries(kinds).filter(([, names]) => names.length > 0);
  return Object.fromEntries(
    told.map(([kind, names]) => {
      const left = names.length - MOST;
      return [kind, left > 0 ? [...names.slice(0, MOST), `… and ${left} more`] : [...names]];
    }),
  );
}

/** Uses brackets if needed: a hyphen would be read as a minus. */
function reached(of: string, name: string): string {
  return /^\w+$/.test(name) ? `${of}.${name}` : `${of}['${name}']`;
}

/** Tasks in the order of the source, including nested ones. */
function tasksIn(given: unknown, depth = 0): Task[] {
  if (depth > DEEPEST || typeof given !== 'object' || given === null) return [];
  if (Array.isArray(given)) return given.flatMap((one) => tasksIn(one, depth + 1));
  const { id, type } = given as Partial<Task>;
  const isTask = typeof id === 'string' && typeof type === 'string' && type.includes('.');
  const within = Object.values(given).flatMap((one) => tasksIn(one, depth + 1));
  return isTask ? [{ id, type }, ...within] : within;
}

const listOf = (value: unknown): readonly object[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];

function unknownTask({ namespace, id }: Flow, taskId: string, tasks: readonly Task[]): InputError {
  const ids = tasks.map((task) => task.id);
  return new InputError(`The flow ${namespace}.${id} has no task "${taskId}".${didYouMean(taskId, ids)}`, {
    hint: `Its tasks are: ${ids.slice(0, 40).join(', ')}.`,
  });
}

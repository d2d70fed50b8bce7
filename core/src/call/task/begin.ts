import type { RunnableTool } from '../../plugin/run/runnables.js';
import type { AsTask } from '../../plugin/task/as-task.js';
import { type Called, fault } from '../answer/fault.js';
import type { CallServices } from '../services.js';
import { TaskBegun } from './begun.js';
import { LONGEST_ID, sealedId } from './id.js';

/** Creates the task in which a call continues. */
export function beginTask(
  { tasks }: CallServices,
  called: Called,
  { declaration }: RunnableTool,
  { state }: AsTask,
): TaskBegun {
  const kept = declaration.task?.state.safeParse(state);
  if (!kept?.success)
    throw fault(called, 'started its work, but the state of its task does not match its schema.');
  // In whole seconds, as in the id.
  const begunAt = new Date(Math.floor(Date.now() / 1_000) * 1_000);
  const id = sealedId({ tool: called.name, begunAt, state: kept.data }, tasks.seal());
  if (id.length > LONGEST_ID)
    throw fault(called, 'started its work, but the state of its task is too large.');
  return new TaskBegun(id, begunAt);
}

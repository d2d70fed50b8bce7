import type { Execution, Flow } from '../types.js';
import { type Declared, declaredInputs } from './declared.js';

/** The inputs of the pause that an execution waits at, however deeply the task is nested in the flow. */
export function pauseInputs(flow: Flow, { id: executionId, taskRunList }: Execution): Declared {
  const paused = new Set(
    (taskRunList ?? []).filter(({ state }) => state.current === 'PAUSED').map(({ taskId }) => taskId),
  );
  const { tasks, errors, finally: last, afterExecution } = flow;
  const pauses = [...everyTask([tasks, errors, last, afterExecution])].filter(
    ({ type }) => typeof type === 'string' && type.endsWith('.Pause'),
  );
  const waiting = pauses.filter(({ id }) => paused.has(String(id)));
  const [pause, ...others] = taskRunList === undefined ? pauses.slice(0, 1) : waiting;
  const inputs = [pause, ...others].flatMap((each) => declaredInputs(each?.onResume));
  if (pause !== undefined && others.length === 0) return { of: `The pause "${String(pause.id)}"`, inputs };
  // If the execution waits at several pauses, only Kestra knows which one continues, so nothing is required.
  return { of: `The execution ${executionId}`, inputs: inputs.map((each) => ({ ...each, required: false })) };
}

/**
 * Tasks contain tasks under many names (`tasks`, `then`, `else`, `cases`, `errors`, …), so everything with an id and a
 * type counts as a task.
 */
function* everyTask(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value) && 'id' in value && 'type' in value) yield value as Record<string, unknown>;
  for (const member of Object.values(value)) yield* everyTask(member);
}

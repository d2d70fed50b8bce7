import type { Execution, Flow } from '../types.js';
import { type Declared, declaredInputs } from './declared.js';

/** The inputs that the pause asks for at which an execution waits, wherever in the flow that task is nested. */
export function pauseInputs(flow: Flow, { id: executionId, taskRunList }: Execution): Declared {
  const paused = new Set(
    (taskRunList ?? []).filter(({ state }) => state.current === 'PAUSED').map(({ taskId }) => taskId),
  );
  const { tasks, errors, finally: last, afterExecution } = flow;
  const pauses = [...everyTask([tasks, errors, last, afterExecution])].filter(
    ({ type }) => typeof type === 'string' && type.endsWith('.Pause'),
  );
  const pause =
    pauses.find(({ id }) => paused.has(String(id))) ?? (taskRunList === undefined ? pauses[0] : undefined);
  const of = pause === undefined ? `The execution ${executionId}` : `The pause "${String(pause.id)}"`;
  return { of, inputs: declaredInputs(pause?.onResume) };
}

/** Tasks hold tasks under many names (`tasks`, `then`, `else`, `cases`, `errors`, …): whatever has an id and a type is one. */
function* everyTask(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value) && 'id' in value && 'type' in value) yield value as Record<string, unknown>;
  for (const member of Object.values(value)) yield* everyTask(member);
}

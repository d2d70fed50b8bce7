import type { Execution, Flow } from '@kestra-mcp/core';

interface PauseInput {
  id?: unknown;
  defaults?: unknown;
}

/** Defaults of the inputs that the pause an execution waits at asks for, wherever in the flow that task is nested. */
export function pauseDefaults(flow: Flow, { taskRunList = [] }: Execution): Record<string, unknown> {
  const paused = new Set(
    taskRunList.filter(({ state }) => state.current === 'PAUSED').map(({ taskId }) => taskId),
  );
  const { tasks, errors, finally: last, afterExecution } = flow;
  const pauses = [...everyTask([tasks, errors, last, afterExecution])].filter(
    ({ type }) => typeof type === 'string' && type.endsWith('.Pause'),
  );
  const pause =
    pauses.find(({ id }) => paused.has(String(id))) ?? (paused.size === 0 ? pauses[0] : undefined);
  const inputs = Array.isArray(pause?.onResume) ? (pause.onResume as PauseInput[]) : [];
  return Object.fromEntries(
    inputs.flatMap(({ id, defaults }) =>
      typeof id === 'string' && defaults !== undefined ? [[id, defaults]] : [],
    ),
  );
}

/** Tasks hold tasks under many names (`tasks`, `then`, `else`, `cases`, `errors`, …): whatever has an id and a type is one. */
function* everyTask(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value) && 'id' in value && 'type' in value) yield value as Record<string, unknown>;
  for (const member of Object.values(value)) yield* everyTask(member);
}

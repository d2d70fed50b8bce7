import type { Execution } from '../kestra/types.js';

/**
 * An execution with the history of its own states, but without the history of each attempt and task run: their start,
 * end and state are enough.
 */
export function slimHistories(execution: Execution): Execution {
  const { taskRunList, loopRun } = execution;
  return {
    ...execution,
    // Kestra may return null for an empty list.
    ...(taskRunList && { taskRunList: taskRunList.map(withoutHistories) }),
    ...(holdsRun(loopRun) && { loopRun: { ...loopRun, parent: slimHistories(loopRun.parent) } }),
  };
}

/** The iteration of a loop contains its whole execution. */
function holdsRun(loopRun: unknown): loopRun is { parent: Execution } {
  const { parent } = (loopRun ?? {}) as { parent?: unknown };
  return typeof parent === 'object' && parent !== null;
}

interface Run {
  state: object;
  attempts?: unknown;
}

function withoutHistories<T extends Run>(run: T): T {
  const { histories: _, ...state } = run.state as { histories?: unknown };
  const attempts = Array.isArray(run.attempts) ? { attempts: run.attempts.map(withoutHistories) } : {};
  return { ...run, state, ...attempts };
}

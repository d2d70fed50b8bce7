import type { Execution } from '../kestra/types.js';

/** An execution with its own state history, but without those of its task runs, which start, end and state summarize. */
export function slimHistories(execution: Execution): Execution {
  const { taskRunList, loopRun } = execution;
  return {
    ...execution,
    // Kestra may say null where it has none.
    ...(taskRunList && { taskRunList: taskRunList.map(withoutHistories) }),
    ...(holdsRun(loopRun) && { loopRun: { ...loopRun, parent: slimHistories(loopRun.parent) } }),
  };
}

/** An iteration of a loop contains its whole parent execution. */
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

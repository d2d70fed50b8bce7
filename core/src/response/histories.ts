import type { Execution } from '../kestra/types.js';

/** An execution with the history of its own states, but not of every attempt of every task run: start, end and state say it. */
export function slimHistories(execution: Execution): Execution {
  const { taskRunList } = execution;
  // Kestra may say null where it has none.
  if (!taskRunList) return execution;
  return { ...execution, taskRunList: taskRunList.map(withoutHistories) };
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

import type { Execution, TaskRun } from '@kestra-mcp/core';
import { runsOf } from './runs.js';

/** Counts the runs of a task in its loop by state. Before 2.0 they are in the execution itself. */
export function turnsOf(execution: Execution, run: TaskRun): { loop?: object } {
  if (typeof run.iteration !== 'number') return {};
  const turns = runsOf(execution).filter(
    ({ taskId, parentTaskRunId }) => taskId === run.taskId && parentTaskRunId === run.parentTaskRunId,
  );
  const ended: Record<string, number> = {};
  for (const { state } of turns) ended[state.current] = (ended[state.current] ?? 0) + 1;
  return { loop: { task: run.taskId, begun: turns.length, ended } };
}

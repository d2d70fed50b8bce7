import type { Execution, TaskRun } from '@kestra-mcp/core';
import { runsOf } from './runs.js';

/** How many runs a task has within the loop that its run is a turn of, and how they ended; before 2.0, where they are. */
export function turnsOf(execution: Execution, run: TaskRun): { loop?: object } {
  if (typeof run.iteration !== 'number') return {};
  const turns = runsOf(execution).filter(
    ({ taskId, parentTaskRunId }) => taskId === run.taskId && parentTaskRunId === run.parentTaskRunId,
  );
  const ended: Record<string, number> = {};
  for (const { state } of turns) ended[state.current] = (ended[state.current] ?? 0) + 1;
  return { loop: { task: run.taskId, begun: turns.length, ended } };
}

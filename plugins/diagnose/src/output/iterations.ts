import type { Execution, KestraClient, TaskRun } from '@kestra-mcp/core';
import { jsonChars, textWithin } from '@kestra-mcp/core';
import type { Wanted } from './tell-value.js';

/** Most iterations in one result. */
const SHOWN = 20;
const LONGEST_VALUE = 200;

/** Iterations of Loop tasks. From Kestra 2.0 they are executions with their own outputs. */
export async function iterationsOf(
  kestra: KestraClient,
  execution: Execution,
  { offset }: Pick<Wanted, 'offset'>,
) {
  const total = (execution.taskRunList ?? []).reduce((sum, run) => sum + countOf(run), 0);
  if (total === 0) return undefined;
  const rows = await kestra.iterations.slice(execution.id, {}, offset, SHOWN);
  if (rows.length === 0) return undefined;
  const iterations = rows.map(({ id, state, loopRun }) => ({
    execution_id: id,
    task_id: loopRun?.taskId,
    index: loopRun?.index,
    value: short(loopRun?.value),
    state: state.current,
  }));
  const left = total - offset - rows.length;
  const rest =
    left > 0 ? ` For ${left} more iterations, repeat the call with offset ${offset + rows.length}.` : '';
  return {
    iterations,
    next: `To see the outputs of an iteration, call get_execution_output with its execution_id.${rest}`,
  };
}

/** Counts the iterations that are executions. A LoopUntil also counts iterations, but they are not executions. */
function countOf({ outputs }: TaskRun): number {
  if (typeof outputs !== 'object' || outputs === null) return 0;
  const { iterationCount, terminatedIterations, runningIterations } = outputs as Record<string, unknown>;
  const isLoop = terminatedIterations !== undefined || runningIterations !== undefined;
  return isLoop && typeof iterationCount === 'number' ? iterationCount : 0;
}

function short(value: unknown): unknown {
  return jsonChars(value) <= LONGEST_VALUE ? value : textWithin(JSON.stringify(value), LONGEST_VALUE);
}

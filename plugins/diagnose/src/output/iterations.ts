import type { Execution, KestraClient, TaskRun } from '@kestra-mcp/core';
import { jsonChars, textWithin } from '@kestra-mcp/core';
import type { Wanted } from './tell-value.js';

/** Iterations of an answer. */
const SHOWN = 20;
const LONGEST_VALUE = 200;

/** Iterations of Loop tasks, which are executions with outputs of their own from Kestra 2.0. */
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
  const rest = left > 0 ? ` The same call with offset ${offset + rows.length} shows ${left} more.` : '';
  return { iterations, next: `This tool shows the outputs of an iteration by its execution_id.${rest}` };
}

/** A LoopUntil counts its iterations as well, which are no executions. */
function countOf({ outputs }: TaskRun): number {
  if (typeof outputs !== 'object' || outputs === null) return 0;
  const { iterationCount, terminatedIterations, runningIterations } = outputs as Record<string, unknown>;
  const isLoop = terminatedIterations !== undefined || runningIterations !== undefined;
  return isLoop && typeof iterationCount === 'number' ? iterationCount : 0;
}

function short(value: unknown): unknown {
  return jsonChars(value) <= LONGEST_VALUE ? value : textWithin(JSON.stringify(value), LONGEST_VALUE);
}

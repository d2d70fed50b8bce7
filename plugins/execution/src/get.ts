import { InputError, type KestraClient } from '@kestra-mcp/core';
import { partOf, valueAt } from './part.js';
import { told } from './told.js';

interface Asked {
  execution_id: string;
  task_run_id?: string | undefined;
  task_runs_from?: number | undefined;
  path?: string | undefined;
  offset?: number | undefined;
}

/** An execution, or of one task run or of a value in it what there is room for. */
export async function getExecution(kestra: KestraClient, asked: Asked, answerChars: number) {
  const { execution_id, task_run_id, task_runs_from: from, path, offset } = asked;
  if (offset !== undefined && path === undefined) {
    throw new InputError('The argument "offset" needs "path" beside it.', {
      hint: 'A path leads to one value of the execution, e.g. outputs.report.',
    });
  }
  const execution = await kestra.executions.get(execution_id, { taskRunId: task_run_id, from });
  if (path === undefined) return told(kestra, execution, { answerChars, from });
  const owner = task_run_id === undefined ? execution : execution.taskRunList?.[0];
  const place = { executionId: execution_id, ...(task_run_id && { taskRunId: task_run_id }), path };
  return { ...place, ...partOf(valueAt(owner, path), { path, offset, answerChars }) };
}

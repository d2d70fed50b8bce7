import { type Execution, type KestraClient, KestraMcpError, tellWithLoops } from '@kestra-mcp/core';
import { partOf, valueAt } from './part.js';

interface Asked {
  execution_id: string;
  task_run_id?: string | undefined;
  path?: string | undefined;
  /** Offset in the task runs, or in the characters of the value at the path. */
  offset?: number | undefined;
}

/** Reads an execution, one of its task runs, or as much of one of its values as there is room for. */
export async function getExecution(kestra: KestraClient, asked: Asked, answerChars: number) {
  const { execution_id, task_run_id, path, offset = 0 } = asked;
  // A single task run is always the first.
  const from = path === undefined && task_run_id === undefined ? offset : 0;
  const execution = await whole(kestra.executions.get(execution_id, { taskRunId: task_run_id, from }));
  if (path === undefined) return tellWithLoops(kestra, execution, { answerChars, from });
  const owner = task_run_id === undefined ? execution : execution.taskRunList?.[0];
  const place = { executionId: execution_id, ...(task_run_id && { taskRunId: task_run_id }), path };
  return { ...place, ...partOf(valueAt(owner, path), { path, offset, answerChars }) };
}

/** Adds a hint to the error for a large execution: Kestra cannot return a part of one. */
async function whole(reading: Promise<Execution>): Promise<Execution> {
  try {
    return await reading;
  } catch (error) {
    if (!KestraMcpError.is(error) || error.code !== 'KMCP_TOO_LARGE') throw error;
    const hint =
      'Kestra cannot return a part of an execution. Open it in the Kestra UI, or call get_execution_logs to read its logs.';
    throw new KestraMcpError(error.code, error.message, { hint, cause: error });
  }
}

import { type Execution, type KestraClient, KestraMcpError, tellWithLoops } from '@kestra-mcp/core';
import { partOf, valueAt } from './part.js';

interface Asked {
  execution_id: string;
  task_run_id?: string | undefined;
  path?: string | undefined;
  /** Of the task runs, or of the characters of the value at the path. */
  offset?: number | undefined;
}

/** An execution, or of one task run or of a value in it what there is room for. */
export async function getExecution(kestra: KestraClient, asked: Asked, answerChars: number) {
  const { execution_id, task_run_id, path, offset = 0 } = asked;
  // One task run alone is the first.
  const from = path === undefined && task_run_id === undefined ? offset : 0;
  const execution = await whole(kestra.executions.get(execution_id, { taskRunId: task_run_id, from }));
  if (path === undefined) return tellWithLoops(kestra, execution, { answerChars, from });
  const owner = task_run_id === undefined ? execution : execution.taskRunList?.[0];
  const place = { executionId: execution_id, ...(task_run_id && { taskRunId: task_run_id }), path };
  return { ...place, ...partOf(valueAt(owner, path), { path, offset, answerChars }) };
}

/** An execution has no smaller part that Kestra would send. */
async function whole(reading: Promise<Execution>): Promise<Execution> {
  try {
    return await reading;
  } catch (error) {
    if (!KestraMcpError.is(error) || error.code !== 'KMCP_TOO_LARGE') throw error;
    const hint =
      'Kestra sends an execution as a whole: its UI shows it. get_execution_logs tells what its tasks wrote.';
    throw new KestraMcpError(error.code, error.message, { hint, cause: error });
  }
}

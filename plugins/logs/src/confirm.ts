import { type Confirm, type ConfirmContext, KestraMcpError, quoted } from '@kestra-mcp/core';
import type { DeleteFlowLogs, LinesOfExecution } from './logs.schemas.js';

type Kestra = ConfirmContext['kestra'];

/** Lines that are read to tell those of other namespaces from these. */
const ROWS = 200;

/** What deleting the lines of an execution takes away. */
export const confirmLines: Confirm<LinesOfExecution> = {
  async loses({ execution_id, min_level, task_run_id, task_id, attempt }, { kestra }) {
    const filter = { minLevel: min_level, taskRunId: task_run_id, taskId: task_id, attempt };
    const count = await counted(kestra.logs.list(execution_id, filter));
    if (count === 0) return undefined;
    const only = Object.entries({ min_level, task_run_id, task_id, attempt })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name} ${quoted(value)}`);
    const which = only.length === 0 ? 'all log lines' : `the log lines with ${only.join(', ')}`;
    return {
      will: `delete ${which} of the execution ${execution_id} for good`,
      ...(count !== undefined && { count }),
      // Lines may be written meanwhile.
      asOf: 'lines',
    };
  },
};

/** What deleting the lines of a flow takes away. */
export const confirmFlowLines: Confirm<DeleteFlowLogs> = {
  bulk: () => true,
  async loses({ namespace, flow_id, trigger_id }, { kestra }) {
    const flow = `the flow ${namespace}.${flow_id}`;
    if (trigger_id !== undefined)
      return {
        will: `delete all log lines that the trigger ${quoted(trigger_id)} of ${flow} wrote, for good`,
      };
    const count = await linesOf(kestra, namespace, flow_id);
    return {
      will: `delete all log lines of all executions of ${flow} for good`,
      ...(count !== undefined && { count }),
      asOf: 'lines',
    };
  },
};

/** The lines of a flow; undefined where those of a flow of the same id in a namespace below cannot be told from them. */
async function linesOf(kestra: Kestra, namespace: string, flowId: string): Promise<number | undefined> {
  const search = { namespace, flowId, page: 1, size: ROWS };
  const { results, total = results.length } = await kestra.logs.search(search);
  const own = results.filter((line) => line.namespace === namespace && line.flowId === flowId);
  if (total <= results.length) return own.length;
  return own.length === results.length ? total : undefined;
}

/** There may be more than an answer of Kestra can hold. */
async function counted(lines: Promise<readonly unknown[]>): Promise<number | undefined> {
  try {
    return (await lines).length;
  } catch (error) {
    if (KestraMcpError.is(error) && error.code === 'KMCP_TOO_LARGE') return undefined;
    throw error;
  }
}

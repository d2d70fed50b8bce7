import { type Confirm, type ConfirmContext, KestraMcpError, type LogEntry, quoted } from '@kestra-mcp/core';
import type { DeleteFlowLogs, LinesOfExecution } from './logs.schemas.js';

type Kestra = ConfirmContext['kestra'];

/** Lines that are read to tell lines of other namespaces apart. */
const ROWS = 200;

/** Describes what is lost when lines of an execution are deleted. */
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
      will: `permanently delete ${which} of the execution ${execution_id}`,
      ...(count !== undefined && { count }),
      // More lines may be written in the meantime.
      asOf: 'lines',
    };
  },
};

/** Describes what is lost when the lines of a flow are deleted. */
export const confirmFlowLines: Confirm<DeleteFlowLogs> = {
  bulk: () => true,
  async loses({ namespace, flow_id, trigger_id }, { kestra }) {
    const lines = trigger_id === undefined ? 'of all executions' : `of the trigger ${quoted(trigger_id)}`;
    const count = await linesOf(kestra, { namespace, flow_id, trigger_id });
    return {
      will: `permanently delete all log lines ${lines} of the flow ${namespace}.${flow_id}`,
      ...(count !== undefined && { count }),
      asOf: 'lines',
    };
  },
};

/** The number of lines of a flow. Undefined if they cannot be counted: too many lines may belong to other flows. */
async function linesOf(
  kestra: Kestra,
  { namespace, flow_id: flowId, trigger_id }: DeleteFlowLogs,
): Promise<number | undefined> {
  const search = { namespace, flowId, page: 1, size: ROWS };
  const { results, total = results.length } = await kestra.logs.search(search);
  // A search also finds lines of a flow with the same id in a child namespace.
  const isOwn = (line: LogEntry) =>
    line.namespace === namespace &&
    line.flowId === flowId &&
    (trigger_id === undefined || line.triggerId === trigger_id);
  const own = results.filter(isOwn);
  if (total <= results.length) return own.length;
  return own.length === results.length && trigger_id === undefined ? total : undefined;
}

/** The number of lines. Undefined if they are too many for one response of Kestra. */
async function counted(lines: Promise<readonly unknown[]>): Promise<number | undefined> {
  try {
    return (await lines).length;
  } catch (error) {
    if (KestraMcpError.is(error) && error.code === 'KMCP_TOO_LARGE') return undefined;
    throw error;
  }
}

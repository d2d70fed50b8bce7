import type { Execution } from '@kestra-mcp/core';

/** A call that can be made. */
export interface Next {
  tool: string;
  arguments: Record<string, unknown>;
  why: string;
}

/** Whether the call is of a tool that is on here. */
export function canBeMade({ tool, arguments: given }: Next, isOn?: (name: string) => boolean): boolean {
  if (isOn === undefined) return true;
  return isOn(typeof given.action === 'string' ? `${tool}:${given.action}` : tool);
}

export const restart = ({ id }: Execution, why: string): Next => ({
  tool: 'restart_execution',
  arguments: { execution_id: id },
  why,
});

export const replay = ({ id }: Execution, why: string, latest = false): Next => ({
  tool: 'replay_execution',
  arguments: { ids: [id], ...(latest && { latest_revision: true }) },
  why,
});

export const resume = ({ id }: Execution, why: string): Next => ({
  tool: 'resume_execution',
  arguments: { execution_ids: [id] },
  why,
});

export const forceRun = ({ id }: Execution, why: string): Next => ({
  tool: 'force_run_execution',
  arguments: { execution_id: id },
  why,
});

export const kill = ({ id }: Pick<Execution, 'id'>, why: string): Next => ({
  tool: 'manage_executions',
  arguments: { action: 'kill', execution_id: id },
  why,
});

export const look = ({ id }: Pick<Execution, 'id'>, why: string): Next => ({
  tool: 'manage_executions',
  arguments: { action: 'get', execution_id: id },
  why,
});

export const diagnoseToo = ({ id }: Pick<Execution, 'id'>, why: string): Next => ({
  tool: 'diagnose_execution',
  arguments: { execution_id: id },
  why,
});

export const logs = ({ id }: Pick<Execution, 'id'>, taskRunId: string | undefined, why: string): Next => ({
  tool: 'get_execution_logs',
  arguments: { execution_id: id, ...(taskRunId !== undefined && { task_run_id: taskRunId }) },
  why,
});

export const searchLogs = ({ namespace, flowId }: Execution, why: string): Next => ({
  tool: 'search_logs',
  arguments: { namespace, flow_id: flowId, min_level: 'WARN' },
  why,
});

export const readFlow = (
  { namespace, flowId }: Pick<Execution, 'namespace' | 'flowId'>,
  why: string,
  taskId?: string,
): Next => ({
  tool: 'manage_flow',
  arguments: {
    ...{ action: 'get_yaml', namespace, flow_id: flowId },
    ...(taskId !== undefined && { task_id: taskId }),
  },
  why,
});

export const enableFlow = (namespace: string, flowId: string, why: string): Next => ({
  tool: 'manage_flow',
  arguments: { action: 'enable', namespace, flow_id: flowId },
  why,
});

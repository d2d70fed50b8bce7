import { KestraClient, NotFoundError, Tool, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import { capLines, capText } from './cap.js';
import { followLogs } from './follow.js';
import {
  Deleted,
  DeleteFlowLogs,
  FollowExecutionLogs,
  FollowedLines,
  FoundLines,
  Lines,
  LinesOfExecution,
  LogText,
  SearchLogs,
} from './logs.schemas.js';

@ToolGroup({
  name: 'logs',
  title: 'Logs',
  instructions: 'what the tasks of a run wrote, or a search over all runs.',
})
export class LogsTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'get_execution_logs',
    description: 'Log lines of an execution, oldest first; when there are too many, the newest.',
    effect: 'read',
    input: LinesOfExecution,
    output: Lines,
  })
  async getExecutionLogs({ execution_id, ...filter }: LinesOfExecution) {
    const { kept, next } = capLines(await this.kestra.logs.list(execution_id, filterOf(filter)));
    // Kestra answers an unknown execution with no lines.
    if (kept.length === 0) await this.kestra.executions.peek(execution_id);
    return { results: kept, ...(next && { next }) };
  }

  @Tool({
    name: 'download_execution_logs',
    description:
      'Log lines of an execution as plain text: time, level, message; when there are too many, the newest.',
    effect: 'read',
    input: LinesOfExecution,
    output: LogText,
  })
  async downloadExecutionLogs({ execution_id, ...filter }: LinesOfExecution) {
    const { kept, next } = capText(await this.kestra.logs.download(execution_id, filterOf(filter)));
    if (kept === '') await this.kestra.executions.peek(execution_id);
    return { result: kept, ...(next && { next }) };
  }

  @Tool({
    name: 'follow_execution_logs',
    description:
      'Log lines of a running execution as they come; the answer is all of them when it has ended or timeout is over.',
    effect: 'read',
    input: FollowExecutionLogs,
    output: FollowedLines,
  })
  async followExecutionLogs(asked: FollowExecutionLogs, context: ToolContext) {
    return followLogs(this.kestra, asked, context);
  }

  @Tool({
    name: 'search_logs',
    description: 'Log lines of all executions, newest first, by text, namespace, flow, level and time.',
    effect: 'read',
    input: SearchLogs,
    output: FoundLines,
  })
  async searchLogs({ query, namespace, flow_id, min_level, start_date, end_date, page, size }: SearchLogs) {
    const found = await this.kestra.logs.search({
      q: query,
      namespace,
      flowId: flow_id,
      minLevel: min_level,
      startDate: start_date,
      endDate: end_date,
      page,
      size,
    });
    if (!found.results?.length && namespace !== undefined && flow_id !== undefined) {
      await this.checkFlow(namespace, flow_id);
    }
    const { kept, next } = capLines([...(found.results ?? [])].reverse(), 'ask for a smaller size');
    return { ...found, results: kept.reverse(), page, size, ...(next && { next }) };
  }

  @Tool({
    name: 'delete_execution_logs',
    description: 'Deletes the log lines of an execution for good, all or those that match.',
    effect: 'destructive',
    input: LinesOfExecution,
    output: Deleted,
  })
  async deleteExecutionLogs({ execution_id, ...filter }: LinesOfExecution) {
    await this.kestra.logs.delete(execution_id, filterOf(filter));
    return { status: 'deleted' };
  }

  @Tool({
    name: 'delete_flow_logs',
    description:
      'Deletes the log lines of all executions of a flow for good, or only what one trigger wrote.',
    effect: 'destructive',
    input: DeleteFlowLogs,
    output: Deleted,
  })
  async deleteFlowLogs({ namespace, flow_id, trigger_id }: DeleteFlowLogs) {
    await this.kestra.logs.deleteOfFlow(namespace, flow_id, trigger_id);
    return { status: 'deleted' };
  }

  /** A misspelt flow has no lines either; whoever may not look gets none. */
  private async checkFlow(namespace: string, flowId: string): Promise<void> {
    await this.kestra.flows.get(namespace, flowId).catch((error: unknown) => {
      if (error instanceof NotFoundError) throw error;
    });
  }
}

function filterOf({ min_level, task_run_id, task_id, attempt }: Omit<LinesOfExecution, 'execution_id'>) {
  return { minLevel: min_level, taskRunId: task_run_id, taskId: task_id, attempt };
}

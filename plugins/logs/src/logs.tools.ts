import {
  KestraClient,
  type LogFilter,
  type LoopReport,
  NotFoundError,
  Tool,
  type ToolContext,
  ToolGroup,
} from '@kestra-mcp/core';
import { capLines, capText } from './cap.js';
import { followLogs } from './follow.js';
import {
  Deleted,
  DeleteFlowLogs,
  FollowExecutionLogs,
  FollowedLines,
  FoundLines,
  GetExecutionLogs,
  Lines,
  LinesOfExecution,
  LogText,
  SearchLogs,
} from './logs.schemas.js';
import { loopsOf } from './loops.js';

@ToolGroup({
  name: 'logs',
  title: 'Logs',
  instructions: 'what the tasks of runs wrote.',
})
export class LogsTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'get_execution_logs',
    description: 'Log lines of an execution, oldest first; when there are too many, the newest.',
    effect: 'read',
    input: GetExecutionLogs,
    output: Lines,
  })
  async getExecutionLogs({ execution_id, iterations_page, ...asked }: GetExecutionLogs) {
    const filter = filterOf(asked);
    const reading = this.kestra.logs.list(execution_id, filter);
    const [lines, loops] = await this.withLoops(reading, execution_id, filter, iterations_page);
    const { kept, next } = capLines(lines);
    return { results: kept, ...loops, ...(next && { next }) };
  }

  @Tool({
    name: 'download_execution_logs',
    description:
      'Log lines of an execution as plain text: time, level, message; when there are too many, the newest.',
    effect: 'read',
    input: LinesOfExecution,
    output: LogText,
  })
  async downloadExecutionLogs({ execution_id, ...asked }: LinesOfExecution) {
    const filter = filterOf(asked);
    const reading = this.kestra.logs.download(execution_id, filter);
    const [text, loops] = await this.withLoops(reading, execution_id, filter);
    const { kept, next } = capText(text);
    return { result: kept, ...loops, ...(next && { next }) };
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
    if (!found.results?.length) {
      const next = await this.whyNothing(namespace, flow_id);
      return { ...found, results: [], page, size, ...(next && { next }) };
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

  /** A misspelt flow or namespace has no lines either; whoever may not look gets none. */
  private async whyNothing(
    namespace: string | undefined,
    flowId: string | undefined,
  ): Promise<string | undefined> {
    if (namespace === undefined) return undefined;
    if (flowId === undefined) return this.kestra.flows.elsewhere(namespace, { below: true });
    await this.kestra.flows.ensureWithin(namespace, flowId).catch((error: unknown) => {
      if (error instanceof NotFoundError) throw error;
    });
    return undefined;
  }

  /** Lines, and the loops of their execution: asked for together, since lines do not tell whether it has some. */
  private async withLoops<T extends { length: number }>(
    reading: Promise<T>,
    executionId: string,
    filter: LogFilter,
    page?: number,
  ): Promise<[T, { loops?: LoopReport }]> {
    // What one task run wrote is in one place.
    const isWhole = filter.taskRunId === undefined;
    const [lines, loops] = await Promise.all([
      reading,
      isWhole ? loopsOf(this.kestra, executionId, filter, page) : NO_LOOPS,
    ]);
    // Kestra answers an unknown execution with no lines.
    if (lines.length === 0 && loops.loops === undefined) await this.kestra.executions.peek(executionId);
    return [lines, loops];
  }
}

const NO_LOOPS: { loops?: LoopReport } = {};

function filterOf({
  min_level,
  task_run_id,
  task_id,
  attempt,
}: Omit<LinesOfExecution, 'execution_id'>): LogFilter {
  return { minLevel: min_level, taskRunId: task_run_id, taskId: task_id, attempt };
}

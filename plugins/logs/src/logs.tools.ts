import {
  jsonChars,
  KestraClient,
  type LogEntry,
  type LogFilter,
  type LoopReport,
  linkOf,
  Tool,
  type ToolContext,
  ToolGroup,
} from '@kestra-mcp/core';
import { capLines, capText } from './cap.js';
import { confirmFlowLines, confirmLines } from './confirm.js';
import { followAsTask, followLogs, followTask } from './follow.js';
import { ownLine, said, tracesLeftOut, unknownTask, withoutTraces } from './lines.js';
import {
  Deleted,
  DeleteFlowLogs,
  DownloadExecutionLogs,
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
import { searchLogs } from './search.js';
import { plainText } from './text.js';

/** Characters reserved for everything but the lines. */
const MARGIN = 1_000;

@ToolGroup({
  name: 'logs',
  title: 'Logs',
  instructions: 'Log lines of one execution or of all executions.',
})
export class LogsTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'get_execution_logs',
    description: 'Get the logs of an execution, oldest line first. Cuts a long log to its newest lines.',
    effect: 'read',
    input: GetExecutionLogs,
    output: Lines,
  })
  async getExecutionLogs(
    { execution_id, iterations_page, skip, ...asked }: GetExecutionLogs,
    { answerChars }: ToolContext,
  ) {
    const filter = filterOf(asked);
    const reading = this.kestra.logs.list(execution_id, filter);
    const telling = { answerChars, page: iterations_page };
    const [all, loops, unknown] = await this.withLoops(reading, execution_id, filter, telling);
    const { lines, traces } = withoutTraces(all, asked.min_level);
    const room = answerChars - jsonChars(loops) - MARGIN;
    const { kept, total, next } = capLines(lines.map(ownLine), {
      executionId: execution_id,
      room,
      skip,
    });
    // `skip` left nothing to show, so nothing is missing from it.
    const isBeyond = kept.length === 0 && lines.length > 0;
    return {
      ...{ results: kept, ...(total !== undefined && { total }), ...loops },
      ...this.linkOf(execution_id, all[0]),
      ...said(unknown, next, isBeyond ? undefined : tracesLeftOut(traces)),
    };
  }

  @Tool({
    name: 'download_execution_logs',
    description: 'Download the logs of an execution as plain text. Cuts a long log to its newest lines.',
    effect: 'read',
    input: DownloadExecutionLogs,
    output: LogText,
  })
  async downloadExecutionLogs(
    { execution_id, until, ...asked }: DownloadExecutionLogs,
    { answerChars }: ToolContext,
  ) {
    const filter = filterOf(asked);
    const reading = this.kestra.logs.download(execution_id, filter);
    const [[whole, loops], link] = await Promise.all([
      this.withLoops(reading, execution_id, filter, { answerChars }),
      linkOf(this.kestra, execution_id),
    ]);
    const { text, traces } = plainText(whole, asked.min_level);
    const { kept, next } = capText(text, { room: answerChars - jsonChars(loops) - MARGIN, until });
    return { result: kept, ...loops, ...link, ...said(next, tracesLeftOut(traces)) };
  }

  @Tool({
    name: 'follow_execution_logs',
    description: 'Follow the logs of a running execution until it ends or timeout passes.',
    effect: 'read',
    input: FollowExecutionLogs,
    output: FollowedLines,
    task: followTask,
  })
  async followExecutionLogs(asked: FollowExecutionLogs, context: ToolContext) {
    return (await followAsTask(this.kestra, asked, context)) ?? followLogs(this.kestra, asked, context);
  }

  @Tool({
    name: 'search_logs',
    description: 'Search the logs of all executions, newest first, by text, namespace, flow, level and time.',
    effect: 'read',
    input: SearchLogs,
    output: FoundLines,
  })
  async searchLogs(asked: SearchLogs, context: ToolContext) {
    return searchLogs(this.kestra, asked, context);
  }

  @Tool({
    name: 'delete_execution_logs',
    description: 'Permanently delete logs of an execution.',
    effect: 'destructive',
    input: LinesOfExecution,
    output: Deleted,
    confirm: confirmLines,
  })
  async deleteExecutionLogs({ execution_id, ...filter }: LinesOfExecution) {
    await this.kestra.logs.delete(execution_id, filterOf(filter));
    return { status: 'deleted' };
  }

  @Tool({
    name: 'delete_flow_logs',
    description: 'Permanently delete all logs of a flow.',
    effect: 'destructive',
    input: DeleteFlowLogs,
    output: Deleted,
    confirm: confirmFlowLines,
  })
  async deleteFlowLogs({ namespace, flow_id, trigger_id }: DeleteFlowLogs) {
    await this.kestra.logs.deleteOfFlow(namespace, flow_id, trigger_id);
    return { status: 'deleted' };
  }

  /** The link to the execution. Each line names its flow. */
  private linkOf(id: string, line: LogEntry | undefined): { url?: string } {
    const { ui } = this.kestra;
    return line === undefined ? {} : ui.link(ui.execution({ ...line, id }));
  }

  /** Reads lines and the loops of their execution in parallel, because lines do not tell whether there are loops. */
  private async withLoops<T extends { length: number }>(
    reading: Promise<T>,
    executionId: string,
    filter: LogFilter,
    telling: { answerChars: number; page?: number },
  ): Promise<[T, { loops?: LoopReport }, string | undefined]> {
    // The lines of one task run are all in one execution.
    const isWhole = filter.taskRunId === undefined;
    const [lines, loops] = await Promise.all([
      reading,
      isWhole ? loopsOf(this.kestra, executionId, filter, telling) : NO_LOOPS,
    ]);
    // Kestra returns no lines for an unknown execution.
    if (lines.length > 0 || loops.loops !== undefined) return [lines, loops, undefined];
    return [lines, loops, unknownTask(await this.kestra.executions.peek(executionId), filter.taskId)];
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

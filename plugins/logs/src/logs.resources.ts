import { completeExecutionId, KestraClient, Resource, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import { capText } from './cap.js';
import { plainText } from './text.js';

/** For what is said of older lines. */
const MARGIN = 1_000;
const OLDER = 'These are the newest lines: download_execution_logs has the older ones.';

@ToolGroup({ name: 'logs', title: 'Logs' })
export class LogsResources {
  constructor(private readonly kestra: KestraClient) {}

  @Resource({
    name: 'execution_log',
    title: 'Log of an execution',
    uri: 'kestra://executions/{id}/logs',
    description: 'What the tasks of an execution wrote: time, level, message; the newest where it is long.',
    mimeType: 'text/plain',
    complete: { id: completeExecutionId },
  })
  async executionLog({ id }: { id: string }, { answerChars }: ToolContext) {
    const whole = await this.kestra.logs.download(id, {});
    // Kestra has no lines of an execution that is not there, either.
    if (whole === '') await this.kestra.executions.peek(id);
    const { text } = plainText(whole, undefined);
    const { kept, next } = capText(text, { room: answerChars - MARGIN, until: undefined });
    return next === undefined ? kept : `${OLDER}\n${kept}`;
  }
}

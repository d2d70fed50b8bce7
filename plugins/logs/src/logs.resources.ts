import { completeExecutionId, KestraClient, Resource, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import { capText } from './cap.js';
import { plainText } from './text.js';

/** Characters reserved for the note about older lines. */
const MARGIN = 1_000;
const OLDER = 'These are the newest lines. Call download_execution_logs to read the older ones.';

@ToolGroup({ name: 'logs', title: 'Logs' })
export class LogsResources {
  constructor(private readonly kestra: KestraClient) {}

  @Resource({
    name: 'execution_log',
    title: 'Log of an execution',
    uri: 'kestra://executions/{id}/logs',
    description:
      'Read the logs of an execution as text: time, level, message. Cuts a long log to its newest lines.',
    mimeType: 'text/plain',
    complete: { id: completeExecutionId },
  })
  async executionLog({ id }: { id: string }, { answerChars }: ToolContext) {
    const whole = await this.kestra.logs.download(id, {});
    // Kestra also returns no lines for an execution that does not exist.
    if (whole === '') await this.kestra.executions.peek(id);
    const { text } = plainText(whole, undefined);
    const { kept, next } = capText(text, { room: answerChars - MARGIN, until: undefined });
    return next === undefined ? kept : `${OLDER}\n${kept}`;
  }
}

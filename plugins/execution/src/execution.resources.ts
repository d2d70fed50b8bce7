import {
  completeExecutionId,
  FINAL_STATES,
  KestraClient,
  Resource,
  type ToolContext,
  ToolGroup,
  tellExecution,
} from '@kestra-mcp/core';
import { getExecution } from './get.js';

/** How often a watched execution is read. Each time takes one request. */
const EVERY_MS = 3_000;

@ToolGroup({ name: 'execution', title: 'Executions' })
export class ExecutionResources {
  constructor(private readonly kestra: KestraClient) {}

  @Resource({
    name: 'execution_state',
    title: 'Execution',
    uri: 'kestra://executions/{id}',
    description: 'Read the state and task runs of an execution, and its outputs once it has ended.',
    mimeType: 'application/json',
    complete: { id: completeExecutionId },
    watch: { everyMs: EVERY_MS },
  })
  async executionState({ id }: { id: string }, { answerChars, over }: ToolContext) {
    const execution = await this.kestra.executions.peek(id);
    if (!FINAL_STATES.has(execution.state.current))
      return tellExecution(this.kestra, execution, { room: answerChars });
    over?.();
    return getExecution(this.kestra, { execution_id: id }, answerChars);
  }
}

import {
  type ActionInput,
  ConflictError,
  FINAL_STATES,
  InputError,
  KestraClient,
  NotFoundError,
  slimHistories,
  Tool,
  type ToolContext,
  ToolGroup,
} from '@kestra-mcp/core';
import {
  AddExecutionLabels,
  ExecuteFlow,
  Execution,
  ExecutionList,
  ListExecutions,
  ManagedExecution,
  ManageExecutions,
  manageExecutionsActions,
} from './execution.schemas.js';
import { listExecutions } from './list.js';
import { told } from './told.js';
import { waitForExecution } from './wait.js';

@ToolGroup({
  name: 'execution',
  title: 'Executions',
  instructions: 'runs of flows: their states, task runs, outputs and labels.',
})
export class ExecutionTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'execute_flow',
    description:
      'Runs a flow. With wait the answer is the execution when it has ended or paused, or when timeout is over.',
    effect: 'write',
    input: ExecuteFlow,
    output: Execution,
  })
  async executeFlow(
    { namespace, flow_id, revision, wait, timeout, inputs, labels, schedule_date }: ExecuteFlow,
    context: ToolContext,
  ) {
    const creating = this.kestra.executions.create(namespace, flow_id, {
      inputs,
      labels,
      revision,
      scheduleDate: schedule_date,
    });
    const created = await this.kestra.flows.orNearest(creating, namespace, { id: flow_id, revision });
    return slimHistories(wait ? await waitForExecution(this.kestra, created, timeout, context) : created);
  }

  @Tool({
    name: 'manage_executions',
    description: 'One execution',
    input: ManageExecutions,
    actions: manageExecutionsActions,
    output: ManagedExecution,
  })
  async manageExecutions(input: ActionInput<typeof ManageExecutions, typeof manageExecutionsActions>) {
    const { executions } = this.kestra;
    const { execution_id } = input;
    switch (input.action) {
      case 'get':
        return told(this.kestra, await executions.get(execution_id, { taskRunId: input.task_run_id }));
      case 'pause':
        await executions.pause(execution_id);
        return { executionId: execution_id, status: 'paused' };
      case 'kill':
        return { executionId: execution_id, status: await this.kill(execution_id, input.cascade) };
      case 'delete':
        await executions.delete(execution_id);
        return { executionId: execution_id, status: 'deleted' };
      case 'change_status':
        return slimHistories(await executions.changeStatus(execution_id, input.status));
    }
  }

  @Tool({
    name: 'add_execution_labels',
    description: 'Adds labels to an execution that has ended, or changes them; the others stay.',
    effect: 'write',
    input: AddExecutionLabels,
    output: Execution,
  })
  async addExecutionLabels({ execution_id, labels }: AddExecutionLabels) {
    const { labels: present, state } = await this.kestra.executions.peek(execution_id);
    if (!FINAL_STATES.has(state.current)) {
      throw new InputError(
        `The execution ${execution_id} is ${state.current}; Kestra changes the labels of one that has ended only.`,
        { hint: 'Wait for its end. A new execution can be given labels when it is started.' },
      );
    }
    // Kestra replaces all labels but its own, which nobody else may send.
    const kept = (present ?? []).filter(
      ({ key }) => !key.startsWith('system.') && !labels.some((label) => label.key === key),
    );
    return slimHistories(await this.kestra.executions.setLabels(execution_id, [...kept, ...labels]));
  }

  @Tool({
    name: 'list_executions',
    description: 'Executions, newest first: all, or by namespace, flow, state, labels and time.',
    effect: 'read',
    input: ListExecutions,
    output: ExecutionList,
  })
  async listExecutions(asked: ListExecutions) {
    return listExecutions(this.kestra, asked);
  }

  /** Read first: Kestra 1.3 accepts the kill of a finished execution just the same. */
  private async kill(id: string, cascade: boolean) {
    const ended = await this.ended(id);
    if (ended !== undefined) return ended;
    try {
      await this.kestra.executions.kill(id, cascade);
      return 'kill_requested';
    } catch (error) {
      // A refusal has other reasons as well: what it means is what the execution is now.
      const refused = error instanceof NotFoundError || error instanceof ConflictError;
      const now = refused ? await this.ended(id) : undefined;
      if (now === undefined) throw error;
      return now;
    }
  }

  /** Why there is nothing to kill, if there is not. */
  private async ended(id: string) {
    try {
      const { state } = await this.kestra.executions.peek(id);
      return FINAL_STATES.has(state.current) ? 'already_finished' : undefined;
    } catch (error) {
      if (error instanceof NotFoundError) return 'not_found';
      throw error;
    }
  }
}

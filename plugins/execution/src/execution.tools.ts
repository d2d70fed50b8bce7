import {
  type ActionInput,
  executionWait,
  FINAL_STATES,
  InputError,
  KestraClient,
  linkOf,
  Tool,
  type ToolContext,
  ToolGroup,
  tellExecution,
} from '@kestra-mcp/core';
import { completeInputs } from './complete.js';
import { confirmExecution } from './confirm.js';
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
import { getExecution } from './get.js';
import { kill } from './kill.js';
import { listExecutions } from './list.js';

/** How to read a value that is too long for a result, such as a list of rows. */
const READ_ON =
  'Call manage_executions with action get and a path, e.g. outputs.rows, to read one value in parts.';

const WAIT = executionWait((told) => told);

@ToolGroup({
  name: 'execution',
  title: 'Executions',
  instructions: 'Past and current executions, with their states, task runs, outputs and labels.',
})
export class ExecutionTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'execute_flow',
    description:
      'Run a flow: start a new execution. With wait, return when it ends or pauses, or after timeout.',
    effect: 'write',
    input: ExecuteFlow,
    output: Execution,
    readOn: READ_ON,
    task: WAIT.task,
  })
  async executeFlow(asked: ExecuteFlow, context: ToolContext) {
    const { namespace, flow_id, revision, wait, timeout, labels, schedule_date } = asked;
    const inputs = await completeInputs(this.kestra, asked, context);
    const creating = this.kestra.executions.create(namespace, flow_id, {
      inputs,
      labels,
      revision,
      scheduleDate: schedule_date,
    });
    const created = await this.kestra.flows.orNearest(creating, namespace, { id: flow_id, revision });
    if (wait) return WAIT.wait(this.kestra, created, { timeout }, context);
    return tellExecution(this.kestra, created, { room: context.answerChars });
  }

  @Tool({
    name: 'manage_executions',
    description: 'Manage an execution',
    input: ManageExecutions,
    actions: manageExecutionsActions,
    output: ManagedExecution,
    confirm: confirmExecution,
    readOn: READ_ON,
    ui: './timeline.html',
  })
  async manageExecutions(
    input: ActionInput<typeof ManageExecutions, typeof manageExecutionsActions>,
    { answerChars }: ToolContext,
  ) {
    const { executions } = this.kestra;
    const { execution_id } = input;
    switch (input.action) {
      case 'get':
        return getExecution(this.kestra, input, answerChars);
      case 'pause':
        await executions.pause(execution_id);
        return { executionId: execution_id, status: 'paused', ...(await linkOf(this.kestra, execution_id)) };
      case 'kill':
        return { executionId: execution_id, ...(await kill(this.kestra, execution_id, input.cascade)) };
      case 'delete':
        await executions.delete(execution_id);
        return { executionId: execution_id, status: 'deleted' };
      case 'change_status': {
        const changed = await executions.changeStatus(execution_id, input.status);
        return tellExecution(this.kestra, changed, { room: answerChars });
      }
    }
  }

  @Tool({
    name: 'add_execution_labels',
    description: 'Add or change labels of an execution that has ended. Other labels stay.',
    effect: 'write',
    input: AddExecutionLabels,
    output: Execution,
    readOn: READ_ON,
  })
  async addExecutionLabels({ execution_id, labels }: AddExecutionLabels, { answerChars }: ToolContext) {
    const { labels: present, state } = await this.kestra.executions.peek(execution_id);
    if (!FINAL_STATES.has(state.current)) {
      throw new InputError(
        `The execution ${execution_id} is ${state.current}. Kestra changes labels only after an execution has ended.`,
        { hint: 'Wait until it has ended. To label a new execution, pass labels to execute_flow.' },
      );
    }
    // Kestra replaces all labels except its own, which a client must not send.
    const kept = (present ?? []).filter(
      ({ key }) => !key.startsWith('system.') && !labels.some((label) => label.key === key),
    );
    const labelled = await this.kestra.executions.setLabels(execution_id, [...kept, ...labels]);
    return tellExecution(this.kestra, labelled, { room: answerChars });
  }

  @Tool({
    name: 'list_executions',
    description: 'List executions, newest first, by namespace, flow, state, labels and time.',
    effect: 'read',
    input: ListExecutions,
    output: ExecutionList,
  })
  async listExecutions(asked: ListExecutions, context: ToolContext) {
    return listExecutions(this.kestra, asked, context);
  }
}

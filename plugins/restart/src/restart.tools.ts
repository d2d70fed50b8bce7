import {
  executionWait,
  InputError,
  KestraClient,
  NotFoundError,
  statesOf,
  Tool,
  type ToolContext,
  ToolGroup,
  tellExecution,
} from '@kestra-mcp/core';
import { ChangeTaskrunState, Execution, RestartExecution } from './restart.schemas.js';
import { orRevision } from './revision.js';

type FlowNamed = Pick<RestartExecution, 'namespace' | 'flow_id'>;

const WAIT = executionWait((told) => told);

@ToolGroup({
  name: 'restart',
  title: 'Restart',
  instructions: 'Failed executions, which continue from the task that failed.',
})
export class RestartTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'restart_execution',
    description: 'Restart a failed execution from the task that failed.',
    effect: 'write',
    input: RestartExecution,
    output: Execution,
    readOn: 'Call manage_executions with action get and a path to read one value in parts.',
    task: WAIT.task,
  })
  async restartExecution({ execution_id, revision, wait, ...flow }: RestartExecution, context: ToolContext) {
    const id = execution_id ?? (await this.latestFailed(flow));
    if (execution_id !== undefined) await this.check(execution_id, flow);
    const restarting = this.kestra.executions.restart(id, revision);
    const restarted = await orRevision(this.kestra, restarting, { id, revision });
    if (wait) return WAIT.wait(this.kestra, restarted, { from: statesOf(restarted) }, context);
    return tellExecution(this.kestra, restarted, { room: context.answerChars });
  }

  @Tool({
    name: 'change_taskrun_state',
    title: 'Change task run state',
    description:
      'Change the state of a task run in an ended execution, which then continues. SUCCESS skips a failed task.',
    effect: 'write',
    input: ChangeTaskrunState,
    output: Execution,
    readOn: 'Call manage_executions with action get and a path to read one value in parts.',
  })
  async changeTaskrunState(
    { execution_id, state, task_run_id }: ChangeTaskrunState,
    { answerChars }: ToolContext,
  ) {
    const taskRunId = task_run_id ?? (await this.firstFailedTaskRun(execution_id));
    const changed = await this.kestra.executions.changeTaskRunState(execution_id, taskRunId, state);
    return tellExecution(this.kestra, changed, { room: answerChars });
  }

  /** Checks that the execution belongs to the flow, or to the namespace or its children, if the call names them. */
  private async check(id: string, { namespace, flow_id }: FlowNamed): Promise<void> {
    if (namespace === undefined && flow_id === undefined) return;
    const { namespace: its, flowId } = await this.kestra.executions.peek(id);
    const fits = flow_id === undefined ? `${its}.`.startsWith(`${namespace}.`) : its === (namespace ?? its);
    if (fits && flowId === (flow_id ?? flowId)) return;
    throw new InputError(
      `The execution ${id} belongs to ${its}.${flowId}, not to ${namespace ?? its}.${flow_id ?? flowId}.`,
    );
  }

  private async latestFailed({ namespace, flow_id }: FlowNamed): Promise<string> {
    if (namespace === undefined || flow_id === undefined) {
      throw new InputError(
        'Give "execution_id", or both "namespace" and "flow_id" to restart the latest failed execution.',
        {
          hint: 'Call list_executions with state FAILED to see the failed executions.',
        },
      );
    }
    const latest = await this.kestra.executions.latest(namespace, flow_id, 'FAILED');
    if (latest !== undefined) return latest.id;
    // A misspelled flow has no executions either.
    await this.kestra.flows.get(namespace, flow_id).catch((error: unknown) => {
      if (error instanceof NotFoundError) throw error;
    });
    throw new InputError(`No failed executions found for ${namespace}/${flow_id}.`, {
      hint: 'Call list_executions to see all its executions.',
    });
  }

  private async firstFailedTaskRun(executionId: string): Promise<string> {
    const { taskRunList = [], state } = await this.kestra.executions.peek(executionId);
    const failed = taskRunList.filter((run) => run.state.current === 'FAILED');
    // A task that contains others fails with them. The innermost one is the cause.
    const parents = new Set(failed.map(({ parentTaskRunId }) => parentTaskRunId));
    const innermost = failed.find(({ id }) => !parents.has(id));
    if (innermost !== undefined) return innermost.id;
    throw new InputError(`The execution ${executionId} (${state.current}) has no failed task run.`, {
      hint: 'Set task_run_id to the task run to change.',
    });
  }
}

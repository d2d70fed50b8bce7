import {
  InputError,
  KestraClient,
  type Execution as KestraExecution,
  slimHistories,
  Tool,
  ToolGroup,
} from '@kestra-mcp/core';
import { ChangeTaskrunState, Execution, RestartExecution } from './restart.schemas.js';

@ToolGroup({
  name: 'restart',
  title: 'Restart',
  instructions: 'let a failed execution go on from where it failed.',
})
export class RestartTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'restart_execution',
    description: 'Lets a failed execution of a flow go on from its failed task.',
    effect: 'write',
    input: RestartExecution,
    output: Execution,
  })
  async restartExecution({ namespace, flow_id, execution_id, revision }: RestartExecution) {
    const { id } = execution_id
      ? await this.named(execution_id, namespace, flow_id)
      : await this.latestFailed(namespace, flow_id);
    return slimHistories(await this.kestra.executions.restart(id, revision));
  }

  @Tool({
    name: 'change_taskrun_state',
    description:
      'Sets the state of a task run of an ended execution, which then goes on after it: SUCCESS skips a failed task.',
    effect: 'write',
    input: ChangeTaskrunState,
    output: Execution,
  })
  async changeTaskrunState({ execution_id, state, task_run_id }: ChangeTaskrunState) {
    const taskRunId = task_run_id ?? (await this.firstFailedTaskRun(execution_id));
    return slimHistories(await this.kestra.executions.changeTaskRunState(execution_id, taskRunId, state));
  }

  /** The execution must be of the flow that was named: one of the two would be a mistake. */
  private async named(id: string, namespace: string, flowId: string): Promise<KestraExecution> {
    const execution = await this.kestra.executions.peek(id);
    if (execution.namespace === namespace && execution.flowId === flowId) return execution;
    throw new InputError(
      `The execution ${id} is one of ${execution.namespace}.${execution.flowId}, not of ${namespace}.${flowId}.`,
    );
  }

  private async latestFailed(namespace: string, flowId: string): Promise<KestraExecution> {
    const latest = await this.kestra.executions.latest(namespace, flowId, 'FAILED');
    if (latest !== undefined) return latest;
    throw new InputError(`No failed executions found for ${namespace}/${flowId}.`, {
      hint: 'list_executions shows what there is.',
    });
  }

  private async firstFailedTaskRun(executionId: string): Promise<string> {
    const { taskRunList = [], state } = await this.kestra.executions.peek(executionId);
    const failed = taskRunList.filter((run) => run.state.current === 'FAILED');
    // A task that holds others fails with them; what is meant is the one that did it.
    const parents = new Set(failed.map(({ parentTaskRunId }) => parentTaskRunId));
    const innermost = failed.find(({ id }) => !parents.has(id));
    if (innermost !== undefined) return innermost.id;
    throw new InputError(`The execution ${executionId} (${state.current}) has no failed task run.`, {
      hint: 'Name one in task_run_id.',
    });
  }
}

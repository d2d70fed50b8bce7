import {
  type Execution,
  KestraClient,
  KestraMcpError,
  ownsFile,
  type TaskRun,
  Tool,
  type ToolContext,
  ToolGroup,
} from '@kestra-mcp/core';
import { DIAGNOSE } from '../diagnose.js';
import { findOutput, mayName } from './find-output.js';
import { isFile } from './kinds.js';
import { ExecutionOutput, GetExecutionOutput } from './output.schemas.js';
import { listOutputs } from './overview.js';
import { tellFile } from './tell-file.js';
import { tellValue } from './tell-value.js';

@ToolGroup(DIAGNOSE)
export class OutputTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'get_execution_output',
    description:
      'Read an output or a file of an execution: text in parts; CSV, ION and JSONL as rows. Without name, list all outputs and files.',
    effect: 'read',
    input: GetExecutionOutput,
    output: ExecutionOutput,
  })
  async getExecutionOutput(asked: GetExecutionOutput, { answerChars }: ToolContext) {
    const { name = '', task_run_id, ...part } = asked;
    const wanted = { ...part, name, answerChars };
    if (name === '') {
      const { taskRunList = [], ...whole } = await this.read(asked);
      // Of one task run its own outputs are asked for, and not those of the execution.
      const { inputs: _, outputs: __, trigger: ___, ...only } = whole;
      const listed = { ...(task_run_id === undefined ? whole : only), taskRunList };
      return listOutputs(this.kestra, listed, wanted);
    }
    if (name.includes('://')) {
      const execution = await this.ownerOf(asked.execution_id, name);
      return tellFile(this.kestra, { execution, uri: name }, wanted);
    }
    const execution = await this.read(asked);
    const { value } = findOutput(execution, name, task_run_id);
    if (isFile(value)) return tellFile(this.kestra, { execution, uri: value }, wanted);
    return tellValue(value, wanted);
  }

  /** With those outputs only that a name may mean. */
  private read({ execution_id, task_run_id, name }: GetExecutionOutput): Promise<Execution> {
    const only = name === undefined ? undefined : (run: TaskRun) => mayName(name, run);
    const whose = task_run_id === undefined ? { only } : { taskRunId: task_run_id };
    return orTooLarge(this.kestra.executions.get(execution_id, whose));
  }

  /** That a file lies in the execution's own folder shows without any outputs. */
  private async ownerOf(id: string, uri: string): Promise<Execution> {
    const execution = await this.kestra.executions.peek(id);
    return ownsFile(execution, uri) || !isFile(uri) ? execution : this.kestra.executions.get(id);
  }
}

/** Before 2.0 an execution comes with all its outputs or not at all. */
async function orTooLarge(reading: Promise<Execution>): Promise<Execution> {
  try {
    return await reading;
  } catch (error) {
    if (!KestraMcpError.is(error) || error.code !== 'KMCP_TOO_LARGE') throw error;
    const hint =
      'This version of Kestra only sends all outputs of an execution together. Look at them in the Kestra UI.';
    throw new KestraMcpError(error.code, error.message, { hint, cause: error });
  }
}

import { KestraClient, Tool, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import { DIAGNOSE } from '../diagnose.js';
import { DiagnoseExecution, Diagnosis } from './diagnose.schemas.js';
import { diagnose } from './diagnose-execution.js';

@ToolGroup(DIAGNOSE)
export class DiagnoseTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'diagnose_execution',
    description:
      'Find out why an execution failed, is stuck or was slow: the cause of the failure, also in subflows and loops, what changed since the last success, and what to do.',
    effect: 'read',
    input: DiagnoseExecution,
    output: Diagnosis,
    ui: './timeline.html',
  })
  async diagnoseExecution({ execution_id }: DiagnoseExecution, { answerChars, isOn }: ToolContext) {
    return diagnose(this.kestra, execution_id, { answerChars, ...(isOn && { isOn }) });
  }
}

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
      'Why an execution failed, waits or was slow: its cause, down into subflows and loops, what differs from the last success, what to do next.',
    effect: 'read',
    input: DiagnoseExecution,
    output: Diagnosis,
    ui: './timeline.html',
  })
  async diagnoseExecution({ execution_id }: DiagnoseExecution, { answerChars, isOn }: ToolContext) {
    return diagnose(this.kestra, execution_id, { answerChars, ...(isOn && { isOn }) });
  }
}

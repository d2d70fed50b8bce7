import { KestraClient, Tool, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import { AUTHOR } from '../author.js';
import { told } from './told.js';
import { ValidateFlow, Validity } from './validate.schemas.js';

@ToolGroup(AUTHOR)
export class ValidateTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'validate_flow',
    description:
      'Check flow YAML without saving it. Reports what Kestra would refuse and what would fail at run time, with line and column.',
    effect: 'read',
    input: ValidateFlow,
    output: Validity,
    readOn: 'Fix these findings first, then call validate_flow again.',
  })
  async validateFlow({ yaml_definition, for_version }: ValidateFlow, { answerChars }: ToolContext) {
    // The YAML parser is loaded when the first flow is checked.
    const { judgeFlow } = await import('./judge-flow.js');
    return told(
      await judgeFlow(this.kestra, yaml_definition, { forVersion: for_version, values: true }),
      answerChars,
    );
  }
}

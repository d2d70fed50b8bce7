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
      'Checks the YAML of flows and saves nothing: what Kestra refuses, and what would fail when it runs, with line and column.',
    effect: 'read',
    input: ValidateFlow,
    output: Validity,
    readOn: 'Fix these findings first, then call validate_flow again.',
  })
  async validateFlow({ yaml_definition, for_version }: ValidateFlow, { answerChars }: ToolContext) {
    // What reads YAML is imported when the first flow is judged.
    const { judgeFlow } = await import('./judge-flow.js');
    return told(
      await judgeFlow(this.kestra, yaml_definition, { forVersion: for_version, values: true }),
      answerChars,
    );
  }
}

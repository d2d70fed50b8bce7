import { KestraClient, Tool, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import { AUTHOR } from '../author.js';
import { CompareFlowRevisions, EditedFlow, EditFlow, FlowComparison } from './editing.schemas.js';

@ToolGroup(AUTHOR)
export class EditingTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'edit_flow',
    description:
      'Changes parts of a flow by find and replace, or restores a revision. Validates, saves, shows the diff and how to undo it.',
    effect: 'write',
    input: EditFlow,
    output: EditedFlow,
    readOn: 'manage_flow with action get_yaml reads a revision.',
  })
  async editFlow(asked: EditFlow, { answerChars }: ToolContext) {
    const { namespace, flow_id } = asked;
    // What reads YAML and makes diffs is imported when the first flow is edited.
    const { editFlow } = await import('./edit-flow.js');
    return this.kestra.flows.inTurn(namespace, flow_id, () => editFlow(this.kestra, asked, answerChars));
  }

  @Tool({
    name: 'compare_flow_revisions',
    description:
      'What changed between two revisions of a flow, by default the last two: in short, and as a diff.',
    effect: 'read',
    optIn: true,
    input: CompareFlowRevisions,
    output: FlowComparison,
    readOn: 'manage_flow with action get_yaml reads a revision.',
  })
  async compareFlowRevisions(asked: CompareFlowRevisions, { answerChars }: ToolContext) {
    const { compareRevisions } = await import('./compare-revisions.js');
    return compareRevisions(this.kestra, asked, answerChars);
  }
}

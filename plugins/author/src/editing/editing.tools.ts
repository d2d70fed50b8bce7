import { KestraClient, Tool, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import { AUTHOR } from '../author.js';
import { CompareFlowRevisions, EditedFlow, EditFlow, FlowComparison } from './editing.schemas.js';

@ToolGroup(AUTHOR)
export class EditingTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'edit_flow',
    description:
      'Change parts of a flow by find and replace, or restore an old revision. Validates, saves, and shows the diff and how to undo it.',
    effect: 'write',
    input: EditFlow,
    output: EditedFlow,
    readOn: 'Read a revision with manage_flow, action get_yaml.',
  })
  async editFlow(asked: EditFlow, { answerChars }: ToolContext) {
    const { namespace, flow_id } = asked;
    // The YAML parser and the diff library are loaded when the first flow is edited.
    const { editFlow } = await import('./edit-flow.js');
    return this.kestra.flows.inTurn(namespace, flow_id, () => editFlow(this.kestra, asked, answerChars));
  }

  @Tool({
    name: 'compare_flow_revisions',
    description:
      'Compare two revisions of a flow, by default the last two: a summary of what changed, and a diff.',
    effect: 'read',
    optIn: true,
    input: CompareFlowRevisions,
    output: FlowComparison,
    readOn: 'Read a revision with manage_flow, action get_yaml.',
  })
  async compareFlowRevisions(asked: CompareFlowRevisions, { answerChars }: ToolContext) {
    const { compareRevisions } = await import('./compare-revisions.js');
    return compareRevisions(this.kestra, asked, answerChars);
  }
}

import { Tool, ToolGroup } from '@kestra-mcp/core';
import { AUTHOR } from '../../author.js';
import { ExpressionLists, flowWithoutNamespace } from './expression-lists.js';
import { Expressions, ListExpressions, RenderExpression, Rendered } from './expressions.schemas.js';
import { Renderer } from './render.js';

@ToolGroup(AUTHOR)
export class ExpressionTools {
  constructor(
    private readonly lists: ExpressionLists,
    private readonly renderer: Renderer,
  ) {}

  @Tool({
    name: 'list_expressions',
    description:
      'What {{ }} can use on this Kestra: functions and filters; in a flow also its inputs, outputs, variables and secrets by name.',
    effect: 'read',
    optIn: true,
    input: ListExpressions,
    output: Expressions,
  })
  async listExpressions({ namespace, flow_id, task_id }: ListExpressions) {
    if (flow_id === undefined) {
      if (task_id !== undefined) throw flowWithoutNamespace();
      return namespace === undefined ? this.lists.ofInstance() : this.lists.ofNamespace(namespace);
    }
    if (namespace === undefined) throw flowWithoutNamespace();
    return this.lists.ofFlow(namespace, flow_id, task_id);
  }

  @Tool({
    name: 'render_expression',
    description:
      'Renders an expression with the variables of an execution or a flow. It can send requests; outputs may hold secrets.',
    effect: 'write',
    optIn: true,
    input: RenderExpression,
    output: Rendered,
  })
  async renderExpression(asked: RenderExpression) {
    return this.renderer.render(asked);
  }
}

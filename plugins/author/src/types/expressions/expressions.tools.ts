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
      'List what a {{ }} expression can use on this Kestra: functions and filters, and for a flow its inputs, outputs, variables and secret names.',
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
      'Render an expression with the variables of an execution or a flow, to try it out. It can send requests, and its result can contain secrets.',
    effect: 'write',
    optIn: true,
    input: RenderExpression,
    output: Rendered,
  })
  async renderExpression(asked: RenderExpression) {
    return this.renderer.render(asked);
  }
}

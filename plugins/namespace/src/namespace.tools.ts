import {
  dependencyDrawing,
  drawDependencies,
  drawMermaid,
  jsonChars,
  KestraClient,
  type Namespace,
  rowsFrom,
  summariseFlow,
  Tool,
  type ToolContext,
  ToolGroup,
  textPart,
} from '@kestra-mcp/core';
import {
  DrawnDependencies,
  FlowsOfNamespace,
  ListDependencies,
  ListFlowsInNamespace,
  ListNamespaces,
  NamespaceNames,
} from './namespace.schemas.js';

/** A listing must end, whatever the server answers. */
const MOST_PAGES = 1_000;
/** Flows in one answer. */
const FLOWS = 50;
/** For what stands beside rows or a drawing. */
const MARGIN = 600;

@ToolGroup({
  name: 'namespace',
  title: 'Namespaces',
  instructions: 'which namespaces there are, the flows of one, and how its flows depend on each other.',
})
export class NamespaceTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'list_namespaces',
    description:
      'All namespaces, each with "(created)", or "(not created)" where only its flows make it exist.',
    effect: 'read',
    input: ListNamespaces,
    output: NamespaceNames,
  })
  async listNamespaces(
    { query, page_size, offset = 0, with_flows_only }: ListNamespaces,
    { answerChars }: ToolContext,
  ) {
    const names = with_flows_only
      ? await this.kestra.flows.distinctNamespaces(query)
      : await this.everyName(query, page_size);
    return rowsFrom(names, { offset, room: answerChars - MARGIN });
  }

  private async everyName(query: string | undefined, size: number): Promise<string[]> {
    const namespaces: Namespace[] = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const { results = [], total } = await this.kestra.namespaces.search({ q: query, page, size });
      namespaces.push(...results);
      if (results.length < size || namespaces.length >= (total ?? Infinity)) break;
    }
    return namespaces.map(({ id, disabled }) => `${id} (${disabled ? 'not created' : 'created'})`);
  }

  @Tool({
    name: 'list_flows_in_namespace',
    description:
      'The flows of exactly this namespace, with their inputs, and the types of their tasks and triggers.',
    effect: 'read',
    input: ListFlowsInNamespace,
    output: FlowsOfNamespace,
    readOn: 'manage_flow with action get_yaml reads a flow whole, in parts where it is long.',
  })
  async listFlowsInNamespace({ namespace, offset = 0 }: ListFlowsInNamespace, { answerChars }: ToolContext) {
    const flows = await this.kestra.flows.list(namespace);
    if (flows.length === 0) return { results: [], next: await this.kestra.flows.elsewhere(namespace) };
    const rows = flows.map(summariseFlow);
    return rowsFrom(rows, { offset, most: FLOWS, room: answerChars - MARGIN });
  }

  @Tool({
    name: 'list_namespace_dependencies',
    description:
      'How the flows of a namespace start each other, as an ASCII graph with legend, to be shown as it is.',
    effect: 'read',
    input: ListDependencies,
    output: DrawnDependencies,
    ui: './graph.html',
  })
  async listNamespaceDependencies({ namespace, offset = 0 }: ListDependencies, { answerChars }: ToolContext) {
    const graph = await this.kestra.namespaces.dependencies(namespace);
    const drawing = drawDependencies(graph, 'this namespace');
    if (!graph?.nodes?.length) return { result: drawing, next: await this.kestra.flows.elsewhere(namespace) };
    const room = answerChars - MARGIN;
    // Whoever reads on has it already.
    const drawn = offset > 0 ? undefined : drawMermaid(dependencyDrawing(graph, namespace), room / 2);
    const { part, end, left } = textPart(drawing, offset, room - jsonChars(drawn?.text ?? ''));
    const next = [
      ...(left > 0 ? [`${left} more characters: the same call with offset ${end}.`] : []),
      ...(drawn && drawn.left > 0 ? [`The Mermaid text lacks ${drawn.left} flows.`] : []),
    ];
    return {
      result: part,
      ...(drawn && { mermaid: drawn.text }),
      ...(next.length > 0 && { next: next.join(' ') }),
    };
  }
}

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

/** The limit ensures that a list ends, whatever Kestra returns. */
const MOST_PAGES = 1_000;
/** Most flows in one result. */
const FLOWS = 50;
/** Characters reserved for everything but the rows or the drawing. */
const MARGIN = 600;

@ToolGroup({
  name: 'namespace',
  title: 'Namespaces',
  instructions: 'All namespaces, the flows in them, and the dependencies between flows.',
})
export class NamespaceTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'list_namespaces',
    description: 'List namespaces, marked "(created)", or "(not created)" if only flows use them.',
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
      'List the flows of one namespace (not its children) with their inputs, task types and trigger types.',
    effect: 'read',
    input: ListFlowsInNamespace,
    output: FlowsOfNamespace,
    readOn: 'Call manage_flow with action get_yaml to read the whole flow, in parts if it is long.',
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
      'List the dependencies between flows of a namespace as an ASCII graph with a legend (show it unchanged).',
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
    // A call with an offset has the drawing already.
    const drawn = offset > 0 ? undefined : drawMermaid(dependencyDrawing(graph, namespace), room / 2);
    const { part, end, left } = textPart(drawing, offset, room - jsonChars(drawn?.text ?? ''));
    const next = [
      ...(left > 0 ? [`${left} more characters follow. Repeat the call with offset ${end}.`] : []),
      ...(drawn && drawn.left > 0 ? [`The Mermaid graph leaves out ${drawn.left} flows.`] : []),
    ];
    return {
      result: part,
      ...(drawn && { mermaid: drawn.text }),
      ...(next.length > 0 && { next: next.join(' ') }),
    };
  }
}

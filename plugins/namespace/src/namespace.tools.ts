import {
  drawDependencies,
  KestraClient,
  type Namespace,
  pageOfAll,
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
    { query, page_size, page, with_flows_only }: ListNamespaces,
    { answerChars }: ToolContext,
  ) {
    const names = with_flows_only
      ? await this.kestra.flows.distinctNamespaces(query)
      : await this.everyName(query, page_size);
    // Names are short: all of them are given while they fit.
    const size = page === undefined ? Math.max(1, names.length) : page_size;
    return pageOfAll(names, { page: page ?? 1, size, room: answerChars - MARGIN });
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
  })
  async listFlowsInNamespace(
    { namespace, page, page_size }: ListFlowsInNamespace,
    { answerChars }: ToolContext,
  ) {
    const flows = await this.kestra.flows.list(namespace);
    if (flows.length === 0) return { results: [], next: await this.kestra.flows.elsewhere(namespace) };
    const rows = flows.map(summariseFlow);
    return pageOfAll(rows, { page, size: page_size, room: answerChars - MARGIN });
  }

  @Tool({
    name: 'list_namespace_dependencies',
    description:
      'How the flows of a namespace start each other, as an ASCII graph with legend, to be shown as it is.',
    effect: 'read',
    input: ListDependencies,
    output: DrawnDependencies,
  })
  async listNamespaceDependencies({ namespace, offset }: ListDependencies, { answerChars }: ToolContext) {
    const graph = await this.kestra.namespaces.dependencies(namespace);
    const drawing = drawDependencies(graph, 'this namespace');
    if (!graph?.nodes?.length) return { result: drawing, next: await this.kestra.flows.elsewhere(namespace) };
    const { part, end, left } = textPart(drawing, offset, answerChars - MARGIN);
    const next = `${left} more characters: the same call with offset ${end}.`;
    return { result: part, ...(left > 0 && { next }) };
  }
}

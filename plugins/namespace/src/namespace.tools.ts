import {
  drawDependencies,
  KestraClient,
  type Namespace,
  summariseFlow,
  Tool,
  ToolGroup,
} from '@kestra-mcp/core';
import {
  DrawnDependencies,
  FlowsOfNamespace,
  InNamespace,
  ListNamespaces,
  NamespaceNames,
} from './namespace.schemas.js';

/** A listing must end, whatever the server answers. */
const MOST_PAGES = 1_000;

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
  async listNamespaces({ query, page_size, with_flows_only }: ListNamespaces) {
    if (with_flows_only) return { results: await this.kestra.flows.distinctNamespaces(query) };
    const namespaces: Namespace[] = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const { results = [], total } = await this.kestra.namespaces.search({
        q: query,
        page,
        size: page_size,
      });
      namespaces.push(...results);
      if (results.length < page_size || namespaces.length >= (total ?? Infinity)) break;
    }
    return {
      results: namespaces.map(({ id, disabled }) => `${id} (${disabled ? 'not created' : 'created'})`),
    };
  }

  @Tool({
    name: 'list_flows_in_namespace',
    description:
      'The flows of exactly this namespace, with their inputs, and the types of their tasks and triggers.',
    effect: 'read',
    input: InNamespace,
    output: FlowsOfNamespace,
  })
  async listFlowsInNamespace({ namespace }: InNamespace) {
    const flows = await this.kestra.flows.list(namespace);
    if (flows.length > 0) return { results: flows.map(summariseFlow) };
    return { results: [], next: await this.kestra.flows.elsewhere(namespace) };
  }

  @Tool({
    name: 'list_namespace_dependencies',
    description:
      'How the flows of a namespace start each other, as an ASCII graph with legend, to be shown as it is.',
    effect: 'read',
    input: InNamespace,
    output: DrawnDependencies,
  })
  async listNamespaceDependencies({ namespace }: InNamespace) {
    const graph = await this.kestra.namespaces.dependencies(namespace);
    const result = drawDependencies(graph, 'this namespace');
    return graph?.nodes?.length ? { result } : { result, next: await this.kestra.flows.elsewhere(namespace) };
  }
}

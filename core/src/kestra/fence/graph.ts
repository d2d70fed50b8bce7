import type { DependencyGraph } from '../types.js';
import type { Fence } from './fence.js';

/**
 * The graph without the flows outside, and without their edges: that one of them starts a flow inside is known to
 * Kestra from its definition, and is no business of those who may not read it.
 */
export function graphWithin(
  fence: Fence | undefined,
  tenant: string,
  graph: DependencyGraph,
): DependencyGraph {
  if (fence === undefined) return graph;
  const { nodes = [], edges = [] } = graph ?? {};
  const inside = nodes.filter(({ namespace }) => fence.allows(namespace));
  // Edges name flows with or without their tenant, whichever way the node has it; an edge may name a flow of no node.
  const names = new Set(
    inside.flatMap(({ uid, namespace, id }) => [uid, `${namespace}_${id}`, `${tenant}_${namespace}_${id}`]),
  );
  return {
    nodes: inside,
    edges: edges.filter(({ source, target }) => names.has(source) && names.has(target)),
  };
}

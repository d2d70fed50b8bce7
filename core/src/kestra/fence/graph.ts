import type { DependencyGraph } from '../types.js';
import type { Fence } from './fence.js';

/**
 * The graph without flows outside the fence and without their edges. Kestra knows from a definition that a flow outside
 * starts one inside, but callers who may not read that definition must not learn it.
 */
export function graphWithin(
  fence: Fence | undefined,
  tenant: string,
  graph: DependencyGraph,
): DependencyGraph {
  if (fence === undefined) return graph;
  const { nodes = [], edges = [] } = graph ?? {};
  const inside = nodes.filter(({ namespace }) => fence.allows(namespace));
  // Edges name flows with or without the tenant, whatever their nodes do. An edge may also name a flow without a node.
  const names = new Set(
    inside.flatMap(({ uid, namespace, id }) => [uid, `${namespace}_${id}`, `${tenant}_${namespace}_${id}`]),
  );
  return {
    nodes: inside,
    edges: edges.filter(({ source, target }) => names.has(source) && names.has(target)),
  };
}

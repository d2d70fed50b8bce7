import type { DrawnEdge, FlowGraph, FlowGraphNode } from '@kestra-mcp/core';

type Edges = NonNullable<FlowGraph['edges']>;

/**
 * The edges between tasks. Kestra's edges pass through markers at the start and end of groups. Markers are not drawn: an
 * edge continues from a marker to all its targets. A trigger has no edge to a task that handles errors.
 */
export function edgesOf(
  nodes: readonly FlowGraphNode[],
  edges: Edges,
  places: ReadonlyMap<string, string>,
): DrawnEdge[] {
  const from = new Map<string, Edges>();
  for (const edge of edges) from.set(edge.source, [...(from.get(edge.source) ?? []), edge]);
  return nodes.flatMap(({ uid, triggerDeclaration }) =>
    (from.get(uid) ?? []).flatMap((first) => {
      const { label, dashed } = lookOf(first);
      return targets(first, { from, places, isTrigger: triggerDeclaration !== undefined }).flatMap(
        (target) => {
          const [source, to] = [places.get(uid), places.get(target)];
          // An edge between two iterations of the same task.
          if (source === undefined || to === undefined || source === to) return [];
          return [{ from: source, to, ...(label !== undefined && { label }), ...(dashed && { dashed }) }];
        },
      );
    }),
  );
}

interface Ways {
  from: ReadonlyMap<string, Edges>;
  places: ReadonlyMap<string, string>;
  isTrigger: boolean;
}

function targets(first: Edges[number], { from, places, isTrigger }: Ways): string[] {
  const met = new Set([first.target]);
  for (const at of met) {
    if (places.has(at)) continue;
    for (const { target, relation } of from.get(at) ?? []) {
      if (!(isTrigger && relation?.relationType === 'ERROR')) met.add(target);
    }
  }
  return [...met].filter((uid) => places.has(uid));
}

function lookOf({ relation: { relationType, value } = {} }: Edges[number]) {
  const isNamed = relationType === 'CHOICE' && (typeof value === 'string' || typeof value === 'number');
  return { label: isNamed ? String(value) : undefined, dashed: relationType === 'ERROR' };
}

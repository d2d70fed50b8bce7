import { layout, Graph as Plan } from '@dagrejs/dagre';
import type { Graph, GraphEdge, GraphGroup, GraphNode } from './mermaid.js';
import type { Ruler } from './ruler.js';

export interface Point {
  x: number;
  y: number;
}
export interface Box extends Point {
  width: number;
  height: number;
}
/** Where all of a graph lies, in pixels; boxes are told by their middle. */
export interface Laid {
  width: number;
  height: number;
  nodes: { node: GraphNode; box: Box }[];
  groups: { group: GraphGroup; box: Box }[];
  edges: { edge: GraphEdge; points: Point[]; label?: Box }[];
}

const LINE = 17;
const PADDING = { x: 12, y: 8 };
const SIGN = 22;
const EDGES = 14;

/** Lays a graph out, from the left only where there is room for it. */
export function laidOut(graph: Graph, ruler: Ruler, isWide: boolean): Laid {
  const plan = new Plan({ compound: true, multigraph: true });
  const rankdir = graph.direction === 'LR' && isWide ? 'LR' : 'TB';
  plan.setGraph({ rankdir, nodesep: 22, ranksep: 40, edgesep: EDGES, marginx: 8, marginy: 8 });
  for (const { id } of graph.groups) plan.setNode(id, {});
  for (const node of graph.nodes) plan.setNode(node.id, sizeOf(node, ruler));
  for (const { id, parent } of graph.groups) if (parent !== undefined) plan.setParent(id, parent);
  for (const { id, group } of graph.nodes) if (group !== undefined) plan.setParent(id, group);
  graph.edges.forEach(({ from, to, label }, index) => {
    const size = label === undefined ? {} : { width: ruler(label) + 10, height: LINE, labelpos: 'c' };
    plan.setEdge(from, to, size, String(index));
  });
  layout(plan);
  return told(graph, plan);
}

function sizeOf({ lines, state }: GraphNode, ruler: Ruler) {
  const widest = Math.max(...lines.map(ruler));
  const width = widest + 2 * PADDING.x + (state === undefined ? 0 : SIGN);
  return { width: Math.max(70, Math.ceil(width)), height: lines.length * LINE + 2 * PADDING.y };
}

function told(graph: Graph, plan: Plan): Laid {
  const { width = 0, height = 0 } = plan.graph() as { width?: number; height?: number };
  const boxOf = (id: string) => plan.node(id) as unknown as Box;
  return {
    width: Math.max(width, 60),
    height: Math.max(height, 40),
    nodes: graph.nodes.map((node) => ({ node, box: boxOf(node.id) })),
    groups: graph.groups.map((group) => ({ group, box: boxOf(group.id) })),
    edges: graph.edges.map((edge, index) => {
      const { points, x, y, width, height } = plan.edge(
        edge.from,
        edge.to,
        String(index),
      ) as unknown as Box & {
        points: Point[];
      };
      const label = edge.label === undefined ? {} : { label: { x, y, width, height } };
      return { edge, points, ...label };
    }),
  };
}

import type { Graph, GraphEdge, GraphGroup, GraphNode } from './mermaid.js';
import { type Box, type Point, placed, type Size } from './place.js';
import { fitted, type Ruler } from './ruler.js';

export type { Box, Point };

/** The layout of a graph, in pixels. A box is given by its center. */
export interface Laid extends Size {
  direction: 'TB' | 'LR';
  nodes: { node: GraphNode; box: Box }[];
  groups: { group: GraphGroup; box: Box }[];
  edges: { text: string; room: number; dashed: boolean; points: readonly Point[]; label?: Point }[];
}

const LINE = 17;
/** Widest label of an edge, which may replace the labels of several edges. */
const LONGEST_LABEL = 260;
const PADDING = { x: 12, y: 8 };
const SIGN = 22;
/** Space around the content of a group. Its name is above. */
const AROUND = { side: 12, above: 26, below: 12 };

interface Look {
  graph: Graph;
  ruler: Ruler;
  direction: 'TB' | 'LR';
  /** For each node and group, the groups around it, outermost first, and itself. */
  paths: ReadonlyMap<string, readonly string[]>;
}

/** Larger graphs are laid out only once. */
const FEW = 150;

/**
 * Lays out a graph. Each group is laid out on its own, and is one box in its parent. On a narrow page, a graph from
 * left to right is turned if that makes it narrower.
 */
export function laidOut(graph: Graph, ruler: Ruler, isWide: boolean): Laid {
  const paths = pathsOf(graph);
  const laid = (direction: 'TB' | 'LR') => level(undefined, { graph, ruler, direction, paths });
  const own = laid(graph.direction);
  if (isWide || graph.direction === 'TB' || graph.nodes.length > FEW) return own;
  const turned = laid('TB');
  return turned.width < own.width ? turned : own;
}

function level(group: string | undefined, look: Look): Laid {
  const { graph, ruler, direction } = look;
  const nodes = graph.nodes.filter((node) => node.group === group);
  const groups = graph.groups.filter(({ parent }) => parent === group);
  const inner = new Map(groups.map((each) => [each.id, level(each.id, look)]));
  const sizes = new Map<string, Size>([
    ...groups.map((each): [string, Size] => [each.id, around(inner.get(each.id), each, ruler)]),
    ...nodes.map((node): [string, Size] => [node.id, sizeOf(node, ruler)]),
  ]);
  const edges = edgesAt(group, look);
  const plan = placed(
    sizes,
    edges.map((edge) => ({ ...edge, size: { width: edge.room, height: LINE } })),
    direction,
  );
  const boxOf = (id: string): Box => plan.boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const within = groups.map(({ id }) => moved(inner.get(id), boxOf(id)));
  return {
    direction,
    width: plan.width,
    height: plan.height,
    nodes: [...nodes.map((node) => ({ node, box: boxOf(node.id) })), ...within.flatMap(({ nodes }) => nodes)],
    groups: [
      ...groups.map((each) => ({ group: each, box: boxOf(each.id) })),
      ...within.flatMap(({ groups }) => groups),
    ],
    edges: [
      ...edges.map(({ text, room, dashed }, index) => ({
        text,
        room,
        dashed,
        points: [],
        ...plan.ways[index],
      })),
      ...within.flatMap(({ edges }) => edges),
    ],
  };
}

function sizeOf({ lines, state }: GraphNode, ruler: Ruler): Size {
  const width = Math.max(...lines.map(ruler)) + 2 * PADDING.x + (state === undefined ? 0 : SIGN);
  return { width: Math.max(70, Math.ceil(width)), height: lines.length * LINE + 2 * PADDING.y };
}

function around(inner: Laid | undefined, { label }: GraphGroup, ruler: Ruler): Size {
  const { width = 0, height = 0 } = inner ?? {};
  const widest = Math.max(width + 2 * AROUND.side, ruler(label) + 20);
  return { width: widest, height: height + AROUND.above + AROUND.below };
}

/** Moves an inner layout to the box of its group. */
function moved(
  inner: Laid | undefined,
  { x, y, width, height }: Box,
): Pick<Laid, 'nodes' | 'groups' | 'edges'> {
  const { nodes = [], groups = [], edges = [], width: own = 0 } = inner ?? {};
  const left = x - width / 2 + (width - own) / 2;
  const top = y - height / 2 + AROUND.above;
  const move = <P extends Point>(point: P): P => ({ ...point, x: point.x + left, y: point.y + top });
  return {
    nodes: nodes.map(({ node, box }) => ({ node, box: move(box) })),
    groups: groups.map(({ group, box }) => ({ group, box: move(box) })),
    edges: edges.map(({ label, ...edge }) => ({
      ...edge,
      points: edge.points.map(move),
      ...(label && { label: move(label) }),
    })),
  };
}

/** The edges between the boxes in a group. If several edges connect the same boxes, only one is drawn. */
function edgesAt(group: string | undefined, { graph, paths, ruler }: Look) {
  const depth = group === undefined ? 0 : (paths.get(group)?.length ?? 0);
  const found = new Map<string, { from: string; to: string; edges: GraphEdge[] }>();
  for (const edge of graph.edges) {
    const [source, target] = [paths.get(edge.from) ?? [], paths.get(edge.to) ?? []];
    const isHere = depth === 0 || (source[depth - 1] === group && target[depth - 1] === group);
    const [from, to] = [source[depth], target[depth]];
    if (!isHere || from === undefined || to === undefined || from === to) continue;
    const key = `${from} ${to}`;
    const same = found.get(key) ?? { from, to, edges: [] };
    same.edges.push(edge);
    found.set(key, same);
  }
  return [...found.values()].map(({ from, to, edges }) => {
    const labels = [...new Set(edges.flatMap(({ label }) => label ?? []))];
    const text = fitted(labels.join(', '), ruler, LONGEST_LABEL);
    return { from, to, text, room: ruler(text) + 8, dashed: edges.every(({ dashed }) => dashed) };
  });
}

function pathsOf({ nodes, groups }: Graph): Map<string, readonly string[]> {
  const parents = new Map(groups.map(({ id, parent }) => [id, parent]));
  const pathOf = (id: string, parent: string | undefined): string[] => {
    const path = [id];
    // There are at most as many steps as groups, because they are nested in the text.
    for (let at = parent; at !== undefined; at = parents.get(at)) path.unshift(at);
    return path;
  };
  return new Map([
    ...groups.map(({ id, parent }): [string, string[]] => [id, pathOf(id, parent)]),
    ...nodes.map(({ id, group }): [string, string[]] => [id, pathOf(id, group)]),
  ]);
}

import { layout, Graph as Plan } from '@dagrejs/dagre';

export interface Point {
  x: number;
  y: number;
}
export interface Size {
  width: number;
  height: number;
}
/** The point is the center. */
export interface Box extends Point, Size {}

interface Edge {
  from: string;
  to: string;
  text: string;
  size: Size;
}

/** Boxes with their positions, and the routes between them, in the order of the edges. */
export interface Placed extends Size {
  boxes: Map<string, Box>;
  ways: { points: readonly Point[]; label?: Point }[];
}

type Direction = 'TB' | 'LR';

/** Up to this many boxes and edges, dagre's best ranking is fast enough. Up to `GOOD`, the second best is. */
const BEST = 160;
const GOOD = 700;
const GAP = 40;
const MARGIN = 2;

/** Places boxes so that edges point forward. If dagre fails, all boxes are in one column or row. */
export function placed(
  sizes: ReadonlyMap<string, Size>,
  edges: readonly Edge[],
  direction: Direction,
): Placed {
  try {
    return byDagre(sizes, edges, direction);
  } catch {
    // dagre fails on some graphs. A simple picture is better than none.
    return inLine(sizes, edges, direction);
  }
}

function byDagre(sizes: ReadonlyMap<string, Size>, edges: readonly Edge[], direction: Direction): Placed {
  const plan = new Plan({ multigraph: false });
  const count = sizes.size + edges.length;
  const ranker = count <= BEST ? 'network-simplex' : count <= GOOD ? 'tight-tree' : 'longest-path';
  plan.setGraph({ rankdir: direction, ranker, nodesep: 22, ranksep: GAP, edgesep: 14 });
  for (const [id, size] of sizes) plan.setNode(id, { ...size });
  // dagre puts the last edges first.
  for (const { from, to, text, size } of edges.toReversed())
    plan.setEdge(from, to, text === '' ? {} : { ...size, labelpos: 'c' });
  layout(plan);
  const boxes = new Map([...sizes.keys()].map((id) => [id, plan.node(id) as unknown as Box]));
  const ways = edges.map((edge) => wayOf(edge, plan, { boxes, direction }));
  const labels = ways.flatMap(({ label }, index) => {
    const { size } = edges[index] ?? {};
    return label && size ? [{ ...label, ...size }] : [];
  });
  return whole({ boxes, ways }, labels);
}

/** Moves everything into view. dagre's size does not include routes around boxes. */
function whole({ boxes, ways }: Pick<Placed, 'boxes' | 'ways'>, labels: readonly Box[]): Placed {
  const corners = [...boxes.values(), ...labels].flatMap(({ x, y, width, height }) => [
    { x: x - width / 2, y: y - height / 2 },
    { x: x + width / 2, y: y + height / 2 },
  ]);
  const points = [...corners, ...ways.flatMap(({ points }) => points)];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  // Do not use `Math.min(...all)`: there may be too many arguments.
  const [least, most] = [
    (all: readonly number[]) => all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    (all: readonly number[]) => all.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  ];
  const [left, top] = [least(xs) - MARGIN, least(ys) - MARGIN];
  const move = <P extends Point>(point: P): P => ({ ...point, x: point.x - left, y: point.y - top });
  return {
    boxes: new Map([...boxes].map(([id, box]) => [id, move(box)])),
    ways: ways.map(({ points, label }) => ({
      points: points.map(move),
      ...(label && { label: move(label) }),
    })),
    ...sizeOf(most(xs) - left + MARGIN, most(ys) - top + MARGIN),
  };
}

function wayOf(
  { from, to, text }: Edge,
  plan: Plan,
  { boxes, direction }: { boxes: ReadonlyMap<string, Box>; direction: Direction },
): Placed['ways'][number] {
  const { points, x, y } = plan.edge(from, to) as unknown as Point & { points: Point[] };
  const ends = { from: boxes.get(from), to: boxes.get(to) };
  return { points: joined(points, ends, direction), ...(text !== '' && { label: { x, y } }) };
}

function inLine(sizes: ReadonlyMap<string, Size>, edges: readonly Edge[], direction: Direction): Placed {
  const isRow = direction === 'LR';
  const widest = Math.max(...[...sizes.values()].map(({ width, height }) => (isRow ? height : width)));
  const boxes = new Map<string, Box>();
  let at = 2;
  for (const [id, { width, height }] of sizes) {
    const along = at + (isRow ? width : height) / 2;
    boxes.set(id, { width, height, ...(isRow ? { x: along, y: widest / 2 } : { x: widest / 2, y: along }) });
    at += (isRow ? width : height) + GAP;
  }
  const ways = edges.map(({ from, to }) => {
    const ends = { from: boxes.get(from), to: boxes.get(to) };
    return { points: joined([], ends, direction) };
  });
  return { boxes, ways, ...(isRow ? sizeOf(at, widest) : sizeOf(widest, at)) };
}

function sizeOf(width: number, height: number): Size {
  return { width: Math.max(40, width || 0), height: Math.max(30, height || 0) };
}

type Ends = { from: Box | undefined; to: Box | undefined };

/**
 * An edge runs from the center of one side to the center of the other, if its target is ahead. An edge that points back
 * keeps its own ends.
 */
function joined(points: readonly Point[], { from, to }: Ends, direction: Direction): readonly Point[] {
  if (from === undefined || to === undefined) return points;
  const inner = points.slice(1, -1);
  const [start, end] =
    direction === 'LR'
      ? [
          { x: from.x + from.width / 2, y: from.y },
          { x: to.x - to.width / 2, y: to.y },
        ]
      : [
          { x: from.x, y: from.y + from.height / 2 },
          { x: to.x, y: to.y - to.height / 2 },
        ];
  const isAhead = direction === 'LR' ? start.x < end.x : start.y < end.y;
  return isAhead || points.length < 2 ? [start, ...inner, end] : points;
}

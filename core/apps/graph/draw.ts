import { drawing, set } from '../page/element.js';
import { signOf, toneOf } from '../page/states.js';
import type { Box, Laid, Point } from './layout.js';
import type { Graph, GraphNode } from './mermaid.js';

const LINE = 17;

/** Draws the graph as an SVG in which each node can have the focus and has a label. */
export function drawn(graph: Graph, { width, height, direction, nodes, groups, edges }: Laid): SVGSVGElement {
  const whole = new Map(graph.nodes.map((node) => [node.id, node]));
  const picture = drawing(
    'svg',
    {
      class: 'graph',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'group',
      'aria-label': 'Graph',
    },
    drawing('defs', {}, arrow()),
    ...groups.map(({ group, box }) => groupNode(group.label, box)),
    ...edges.map(({ points, dashed }) => edgePath(points, dashed)),
    ...edges.flatMap(({ text, label, room }) => (label === undefined ? [] : [edgeLabel(text, label, room)])),
    ...inReading(nodes, direction).map(({ node, box }, index) =>
      nodeBox(node, box, { spoken: spoken(graph, whole.get(node.id) ?? node), index }),
    ),
  );
  picture.addEventListener('keydown', move);
  picture.addEventListener('focusin', ({ target }) => reach(picture, target as Element));
  return picture;
}

/** In reading order: rows from top to bottom, or columns from left to right. */
function inReading(nodes: Laid['nodes'], direction: 'TB' | 'LR'): Laid['nodes'] {
  const [along, across] = direction === 'TB' ? (['y', 'x'] as const) : (['x', 'y'] as const);
  return [...nodes].sort((a, b) => a.box[along] - b.box[along] || a.box[across] - b.box[across]);
}

function arrow(): SVGElement {
  const size = { viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' };
  return drawing('marker', { id: 'arrow', ...size }, drawing('path', { class: 'tip', d: 'M0 0L8 4L0 8z' }));
}

function groupNode(label: string, { x, y, width, height }: Box): SVGElement {
  const corner = { x: x - width / 2, y: y - height / 2 };
  return drawing(
    'g',
    { class: 'group', 'aria-hidden': 'true' },
    drawing('rect', { ...corner, width, height, rx: 8 }),
    drawing('text', { x: corner.x + 9, y: corner.y + 15 }, label),
  );
}

function edgePath(points: readonly Point[], dashed: boolean): SVGElement {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return drawing('g');
  // A curve through the midpoints of all segments except the last.
  const curves = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last;
    const to = index === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${point.x} ${point.y} ${to.x} ${to.y}`;
  });
  const way = curves.length > 0 ? curves.join('') : `L${last.x} ${last.y}`;
  return drawing('path', {
    class: dashed ? 'edge dashed' : 'edge',
    d: `M${first.x} ${first.y}${way}`,
    'marker-end': 'url(#arrow)',
    'aria-hidden': 'true',
  });
}

/** A background, so that lines do not cross the text. */
function edgeLabel(text: string, { x, y }: Point, width: number): SVGElement {
  // Labels use a smaller font than the one that was measured.
  const size = { width: width * 0.86, height: LINE };
  return drawing(
    'g',
    { class: 'said', 'aria-hidden': 'true' },
    drawing('rect', { x: x - size.width / 2, y: y - LINE / 2, ...size, rx: 3 }),
    drawing('text', { x, y: y + 4, 'text-anchor': 'middle' }, text),
  );
}

function nodeBox(
  { id, lines, state, isTrigger }: GraphNode,
  { x, y, width, height }: Box,
  { spoken, index }: { spoken: string; index: number },
): SVGElement {
  const tone = state === undefined ? '' : ` in ${toneOf(state)}`;
  const [left, top] = [x - width / 2, y - height / 2];
  const middle = x + (state === undefined ? 0 : 11);
  const texts = lines.map((line, at) =>
    drawing('text', { class: at === 0 ? 'name' : 'more', x: middle, y: top + 8 + LINE * at + 13 }, line),
  );
  const sign = state === undefined ? undefined : signOf(state);
  sign?.setAttribute('x', String(left + 9));
  sign?.setAttribute('y', String(top + 9));
  return drawing(
    'g',
    {
      ...{ class: `node${tone}`, tabindex: index === 0 ? 0 : -1 },
      ...{ role: 'img', 'aria-label': spoken, 'data-id': id },
    },
    drawing('title', {}, spoken),
    drawing('rect', { x: left, y: top, width, height, rx: isTrigger ? height / 2 : 6 }),
    sign,
    ...texts,
  );
}

function spoken({ nodes, edges, groups }: Graph, node: GraphNode): string {
  const names = new Map(nodes.map(({ id, lines: [name = ''] }) => [id, name]));
  const next = edges.filter(({ from }) => from === node.id).map(({ to }) => names.get(to));
  const group = groups.find(({ id }) => id === node.group)?.label;
  return [
    ...node.lines,
    ...(node.state === undefined ? [] : [node.state]),
    ...(group === undefined ? [] : [`in ${group}`]),
    next.length === 0 ? 'followed by nothing' : `followed by ${next.join(', ')}`,
  ].join(', ');
}

/** Only one node is in the tab order. Arrow keys move to the others. */
function move(event: KeyboardEvent): void {
  const nodes = [...(event.currentTarget as Element).querySelectorAll<SVGElement>('.node')];
  const at = nodes.indexOf(document.activeElement as unknown as SVGElement);
  const keys = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: nodes.length - 1,
  };
  const to = Object.entries(keys).find(([key]) => key === event.key)?.[1];
  const next = at < 0 || to === undefined ? undefined : nodes[to];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** Moves the tab stop, so that Tab returns to the last node. */
function reach(picture: Element, target: Element): void {
  for (const node of picture.querySelectorAll('.node')) set(node, { tabindex: node === target ? 0 : -1 });
}

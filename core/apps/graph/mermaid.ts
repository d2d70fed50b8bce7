/** A graph that our tools wrote as Mermaid text. Other Mermaid text is not supported. */
export interface Graph {
  direction: 'TB' | 'LR';
  nodes: GraphNode[];
  edges: GraphEdge[];
  groups: GraphGroup[];
}

export interface GraphNode {
  id: string;
  lines: string[];
  isTrigger: boolean;
  state?: string;
  group?: string;
}

export interface GraphEdge {
  from: string;
  to: string;
  label?: string;
  dashed: boolean;
}

export interface GraphGroup {
  id: string;
  label: string;
  parent?: string;
}

const NODE = /^(n\d+)(\(?)\["(.*)"\]\)?(?::::([A-Z_]+))?$/;
const GROUP = /^subgraph (g\d+)\["(.*)"\]$/;
const EDGE = /^(n\d+) (-->|-\.->)(?:\|"(.*)"\|)? (n\d+)$/;

/** Parses the graph in a text. Undefined if our tools did not write it. Unknown lines are ignored. */
export function readMermaid(text: unknown): Graph | undefined {
  if (typeof text !== 'string') return undefined;
  const [first = '', ...lines] = text.split('\n');
  const direction = /^flowchart (TB|LR)$/.exec(first)?.[1];
  if (direction === undefined) return undefined;
  const graph: Graph = { direction: direction === 'LR' ? 'LR' : 'TB', nodes: [], edges: [], groups: [] };
  const open: string[] = [];
  for (const line of lines) readLine(line.trim(), graph, open);
  // Restores the original order. In the text, nodes in groups come later.
  graph.nodes.sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
  const ids = new Set(graph.nodes.map(({ id }) => id));
  graph.edges = graph.edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  return graph;
}

function readLine(line: string, { nodes, edges, groups }: Graph, open: string[]): void {
  const within = open.at(-1);
  const [, group, groupLabel = ''] = GROUP.exec(line) ?? [];
  const [, node, round, label = '', state] = NODE.exec(line) ?? [];
  const [, from, arrow, edgeLabel, to] = EDGE.exec(line) ?? [];
  if (line === 'end') open.pop();
  else if (group !== undefined) {
    groups.push({ id: group, label: plain(groupLabel), ...(within !== undefined && { parent: within }) });
    open.push(group);
  } else if (node !== undefined) {
    nodes.push({
      id: node,
      lines: label.split('<br>').map(plain),
      isTrigger: round !== '',
      ...(state !== undefined && { state }),
      ...(within !== undefined && { group: within }),
    });
  } else if (from !== undefined && to !== undefined) {
    const text = edgeLabel === undefined ? {} : { label: plain(edgeLabel) };
    edges.push({ from, to, ...text, dashed: arrow !== '-->' });
  }
}

const SIGNS: Readonly<Record<string, string>> = {
  '#35;': '#',
  '#quot;': '"',
  '#lt;': '<',
  '#gt;': '>',
  '#amp;': '&',
};

/** The plain text of a label. */
function plain(label: string): string {
  return label.replace(/#(?:35|quot|lt|gt|amp);/g, (sign) => SIGNS[sign] ?? sign);
}

import type { DependencyGraph } from '../kestra/types.js';
import type { Drawing } from './mermaid.js';

const TRIGGER = '────▶';
const TASK = '====▶';

interface FlowNode {
  key: string;
  namespace: string;
  id: string;
  /** Trigger edges first. Edges of the same kind are sorted by the id of their target. */
  edges: { arrow: string; target: FlowNode }[];
}

/**
 * Draws a dependency graph with flow ids only. Every edge appears once, and the edges of a flow follow where it first
 * appears. A cycle starts at its alphabetically first flow.
 *
 * @param scope where a flow without arrows has no dependencies, such as `this namespace`
 */
export function drawDependencies(graph: DependencyGraph, scope: string): string {
  const nodes = readNodes(graph);
  const met = new Set<FlowNode>();
  const lines = starts(nodes).flatMap((node) => draw(node, met));
  return [
    ...(lines.length > 0 ? lines : ['(no flows)']),
    '',
    'Legend:',
    `  ${TRIGGER} FLOW_TRIGGER  (flow-trigger-based dependency)`,
    `  ${TASK} FLOW_TASK     (subflow-task-based dependency)`,
    '',
    `Flows listed without arrows have no dependencies within ${scope}.`,
  ].join('\n');
}

/** The same graph as a drawing. Flows of other namespaces than `own` show their namespace. */
export function dependencyDrawing(graph: DependencyGraph, own: string): Drawing {
  const nodes = readNodes(graph);
  return {
    direction: 'LR',
    nodes: nodes.map(({ key, id, namespace }) => ({
      key,
      lines: namespace === own || namespace === '' ? [id] : [id, namespace],
    })),
    edges: nodes.flatMap(({ key, edges }) =>
      edges.map(({ arrow, target }) =>
        arrow === TRIGGER
          ? { from: key, to: target.key, label: 'trigger' }
          : { from: key, to: target.key, label: 'subflow', dashed: true },
      ),
    ),
  };
}

/** Maximum indentation. Nobody can follow a longer line, and a chain of thousands would fill the memory with spaces. */
const DEEPEST = 2_000;

/** Something still to be written: a line, or everything that starts at a flow. */
type Part = string | { node: FlowNode; indent: string };

/**
 * Draws without recursion, because a long chain of flows would overflow the stack. Flows that are too deep continue at
 * the left margin.
 */
function draw(start: FlowNode, met: Set<FlowNode>): string[] {
  const lines: string[] = [];
  const later: FlowNode[] = [start];
  for (const first of later) {
    const open: Part[] = [{ node: first, indent: '' }];
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      if (typeof part === 'string') lines.push(part);
      else if (part.indent.length > DEEPEST && part.node.edges.length > 0) later.push(part.node);
      else open.push(...partsOf(part, met).reverse());
    }
  }
  return lines;
}

/** The lines of a flow where it first appears, each followed by what starts at its target. */
function partsOf({ node, indent }: Exclude<Part, string>, met: Set<FlowNode>): Part[] {
  if (met.has(node)) return [];
  met.add(node);
  if (node.edges.length === 0) return [indent + node.id];
  return node.edges.flatMap(({ arrow, target }) => {
    const line = `${indent}${node.id} ${arrow} `;
    return [line + target.id, { node: target, indent: ' '.repeat(line.length) }];
  });
}

function readNodes({ nodes = [], edges = [] }: DependencyGraph): FlowNode[] {
  const byUid = new Map<string, FlowNode>();
  const byKey = new Map<string, FlowNode>();
  for (const { uid, namespace = '', id = uid } of nodes) {
    const key = `${namespace}/${id}`;
    const node = byKey.get(key) ?? { key, namespace, id, edges: [] };
    byKey.set(key, node);
    byUid.set(uid, node);
  }
  const find = (uid: string): FlowNode => {
    const node = byUid.get(uid) ?? sameFlow(uid, byUid) ?? { key: uid, namespace: '', id: uid, edges: [] };
    byUid.set(uid, node);
    byKey.set(node.key, node);
    return node;
  };
  for (const { source, target, relation } of edges) {
    addEdge(find(source), find(target), relation === 'FLOW_TRIGGER' ? TRIGGER : TASK);
  }
  return [...byKey.values()].map(sortEdges).sort(byId);
}

/** A response may name the same flow with and without its tenant: `main_ns_id` and `ns_id`. */
function sameFlow(uid: string, known: ReadonlyMap<string, FlowNode>): FlowNode | undefined {
  for (const [other, node] of known) {
    if (uid.endsWith(`_${other}`) || other.endsWith(`_${uid}`)) return node;
  }
  return undefined;
}

function addEdge(source: FlowNode, target: FlowNode, arrow: string): void {
  if (source.edges.some((edge) => edge.target === target && edge.arrow === arrow)) return;
  source.edges.push({ arrow, target });
}

function sortEdges(node: FlowNode): FlowNode {
  node.edges.sort((a, b) => (a.arrow === b.arrow ? byId(a.target, b.target) : a.arrow === TRIGGER ? -1 : 1));
  return node;
}

function byId(a: FlowNode, b: FlowNode): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : a.key < b.key ? -1 : 1;
}

/**
 * The flows where drawing starts: flows without incoming edges, and the first flow of each cycle that cannot be reached
 * from elsewhere. A flow in a cycle is such a start if it reaches everything that reaches it, and if no earlier flow of
 * the cycle was chosen.
 */
function starts(nodes: readonly FlowNode[]): FlowNode[] {
  const sources = new Map<FlowNode, FlowNode[]>(nodes.map((node) => [node, []]));
  for (const node of nodes) for (const { target } of node.edges) sources.get(target)?.push(node);
  const targets = (node: FlowNode) => node.edges.map(({ target }) => target);
  const first = new Set(nodes.filter((node) => sources.get(node)?.length === 0));
  // The remaining flows are in a cycle, or behind one that cannot be reached from elsewhere. Each check is slow.
  const covered = closure(first, targets);
  return nodes.filter((node) => {
    if (first.has(node)) return true;
    if (covered.has(node)) return false;
    const before = closure([node], (each) => sources.get(each) ?? []);
    const after = closure([node], targets);
    if ([...before].some((each) => !after.has(each))) return false;
    for (const each of before) covered.add(each);
    return true;
  });
}

function closure(start: Iterable<FlowNode>, next: (node: FlowNode) => readonly FlowNode[]): Set<FlowNode> {
  const found = new Set(start);
  for (const node of found) for (const each of next(node)) found.add(each);
  return found;
}

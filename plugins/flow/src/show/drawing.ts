import type { Drawing, DrawnEdge, DrawnGroup, DrawnNode, FlowGraph, FlowGraphNode } from '@kestra-mcp/core';
import { edgesOf } from './edges.js';
import { stateOf, statesText } from './states.js';

/** Branches with tasks outside the main path of a flow. */
const BRANCHES: Readonly<Record<string, string>> = {
  ERROR: 'errors',
  FINALLY: 'finally',
  AFTER_EXECUTION: 'after execution',
};

/** Converts a flow's graph to a drawing: tasks and triggers in their groups. Iterations of a task become one node. */
export function drawingOf({ nodes = [], edges = [], clusters = [] }: FlowGraph): Drawing {
  const real = nodes.filter((node) => declared(node) !== undefined);
  const groups = groupsOf(clusters);
  const groupOf = innermost(clusters);
  const places = new Map<string, string>();
  const drawn = new Map<string, Same>();
  for (const node of real) {
    const group = placeOf(node, groupOf.get(node.uid), groups);
    const key = JSON.stringify([group, declared(node)?.id]);
    places.set(node.uid, key);
    const same = drawn.get(key) ?? { key, group, nodes: [] };
    same.nodes.push(node);
    drawn.set(key, same);
  }
  return {
    direction: 'TB',
    nodes: [...drawn.values()].map(nodeOf),
    edges: inOrder(edgesOf(real, edges, places), [...drawn.keys()]),
    groups: [...groups.values()],
  };
}

/** The nodes of the graph that are one node in the drawing. */
interface Same {
  key: string;
  group: string | undefined;
  nodes: FlowGraphNode[];
}

function nodeOf({ key, group, nodes }: Same): DrawnNode {
  const [first] = nodes;
  const { id = '', type = '', disabled = false } = (first && declared(first)) ?? {};
  const value = nodes.length === 1 ? first?.taskRun?.value : undefined;
  const name = nodes.length > 1 ? `${id} ×${nodes.length}` : id;
  return {
    key,
    lines: [
      value === undefined ? name : `${name} · ${value}`,
      `${type.split('.').at(-1)}${disabled ? ', disabled' : ''}`,
      ...(nodes.length > 1 ? statesText(nodes) : []),
    ],
    ...(group !== undefined && { group }),
    ...(first?.triggerDeclaration && { isTrigger: true }),
    state: stateOf(nodes),
  };
}

function declared({ task, triggerDeclaration }: FlowGraphNode) {
  return task ?? triggerDeclaration;
}

type Clusters = NonNullable<FlowGraph['clusters']>;

function groupsOf(clusters: Clusters): Map<string, DrawnGroup> {
  const groups = new Map<string, DrawnGroup>();
  for (const { cluster: { uid = '', taskNode } = {}, parents = [] } of clusters) {
    // The nearest parent. Its name must be shorter, so that no group contains itself.
    const parent = parents.filter((each) => each.length < uid.length).sort((a, b) => b.length - a.length)[0];
    const label =
      taskNode?.task?.id ?? (uid.endsWith('.Triggers') ? 'triggers' : (uid.split('.').at(-1) ?? ''));
    groups.set(uid, { key: uid, label, ...(parent !== undefined && { parent }) });
  }
  for (const group of groups.values()) if (!groups.has(group.parent ?? '')) delete group.parent;
  return groups;
}

/** The group of each node: the deepest of those that contain it. */
function innermost(clusters: Clusters): Map<string, string> {
  const found = new Map<string, string>();
  for (const { cluster: { uid = '' } = {}, nodes = [] } of clusters) {
    for (const node of nodes) if (uid.length > (found.get(node)?.length ?? 0)) found.set(node, uid);
  }
  return found;
}

/** The group in which a node is drawn. Tasks that run on errors or at the end get a group of their own. */
function placeOf(
  { branchType = '' }: FlowGraphNode,
  group: string | undefined,
  groups: Map<string, DrawnGroup>,
): string | undefined {
  const label = Object.hasOwn(BRANCHES, branchType) ? BRANCHES[branchType] : undefined;
  if (label === undefined) return group;
  const key = `${group ?? ''}|${branchType}`;
  groups.set(key, { key, label, ...(group !== undefined && { parent: group }) });
  return key;
}

/** Each edge once, in the order of the nodes: Kestra returns edges in a different order each time. */
function inOrder(edges: readonly DrawnEdge[], keys: readonly string[]): DrawnEdge[] {
  const at = new Map(keys.map((key, index) => [key, index]));
  const indexOf = (key: string) => at.get(key) ?? 0;
  const once = [...new Map(edges.map((edge) => [JSON.stringify(edge), edge])).values()];
  return once.sort((a, b) => indexOf(a.from) - indexOf(b.from) || indexOf(a.to) - indexOf(b.to));
}

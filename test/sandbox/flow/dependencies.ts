import { objects } from '../json.js';
import type { FlowRevision, FlowStore } from '../store/flows.js';
import { allTasks, type FlowDefinition } from './definition.js';
import { flowTriggers, namedFlows } from './upstream.js';

interface Edge {
  source: FlowDefinition;
  target: FlowDefinition;
  relation: 'FLOW_TASK' | 'FLOW_TRIGGER';
}

/** The flows that one flow starts, and those that start it. */
export function flowDependencies(
  store: FlowStore,
  flow: FlowRevision,
  { destinationOnly, expandAll }: { destinationOnly: boolean; expandAll: boolean },
): object {
  const edges = allEdges(store);
  const touching = (seen: readonly FlowDefinition[]) =>
    edges.filter(
      ({ source, target }) => seen.includes(target) || (!destinationOnly && seen.includes(source)),
    );
  let chosen = touching([flow.definition]);
  while (expandAll) {
    const more = touching(ends(chosen));
    if (more.length === chosen.length) break;
    chosen = more;
  }
  return view([...new Set([flow.definition, ...ends(chosen)])], chosen);
}

/** The flows of a namespace and what connects them. */
export function namespaceDependencies(store: FlowStore, namespace: string): object {
  const edges = allEdges(store).filter(
    ({ source, target }) => source.namespace === namespace && target.namespace === namespace,
  );
  const connected = ends(edges);
  const alone = store.ofNamespace(namespace).map(({ definition }) => definition);
  // Kestra writes the tenant into the uid of connected flows only.
  const others = alone.filter((flow) => !connected.includes(flow)).map((flow) => node(flow, ''));
  const { nodes, edges: connections } = view(connected, edges);
  return { nodes: [...others, ...nodes], edges: connections };
}

function allEdges(store: FlowStore): Edge[] {
  const flows = store.all().map(({ definition }) => definition);
  const find = (namespace: unknown, id: unknown) =>
    flows.filter((flow) => flow.namespace === namespace && (id === undefined || flow.id === id));
  const edges = flows.flatMap((flow): Edge[] => [
    ...subflowsOf(flow).flatMap(({ namespace, flowId }) =>
      find(namespace, flowId ?? null).map(
        (target): Edge => ({ source: flow, target, relation: 'FLOW_TASK' }),
      ),
    ),
    ...flowTriggers(flow)
      .flatMap(namedFlows)
      .flatMap(({ namespace, flowId }) => find(namespace, flowId))
      .filter((source) => source !== flow)
      .map((source): Edge => ({ source, target: flow, relation: 'FLOW_TRIGGER' })),
  ]);
  const seen = new Set<string>();
  return edges.filter(({ source, target, relation }) => {
    const key = `${uid(source)} ${uid(target)} ${relation}`;
    return !seen.has(key) && seen.add(key);
  });
}

function subflowsOf({ tasks, errors, finally: last }: FlowDefinition) {
  return objects([tasks, errors, last].flatMap(allTasks)).filter(({ type }) =>
    /\.flow\.(Subflow|ForEachItem)$/.test(String(type)),
  );
}

function ends(edges: readonly Edge[]): FlowDefinition[] {
  return [...new Set(edges.flatMap(({ source, target }) => [source, target]))];
}

function view(flows: readonly FlowDefinition[], edges: readonly Edge[]) {
  return {
    nodes: flows.map((flow) => node(flow, 'main_')),
    edges: edges.map(({ source, target, relation }) => ({
      source: uid(source),
      target: uid(target),
      relation,
    })),
  };
}

const node = ({ namespace, id }: FlowDefinition, prefix: string) => ({
  uid: `${prefix}${namespace}_${id}`,
  namespace,
  id,
});
const uid = ({ namespace, id }: FlowDefinition) => `main_${namespace}_${id}`;

import { objects } from '../json.js';
import type { FlowRevision, FlowStore } from '../store/flows.js';
import { allTasks, type FlowDefinition } from './definition.js';
import { concerns, flowTriggers } from './upstream.js';

interface Edge {
  source: FlowDefinition;
  target: FlowDefinition;
  relation: 'FLOW_TASK' | 'FLOW_TRIGGER';
}

/** Whether only upstream flows are wanted, and whether to follow all levels. */
export interface DependencyOptions {
  destinationOnly: boolean;
  expandAll: boolean;
}

/** The flows that a flow starts, and the flows that start it. */
export function flowDependencies(store: FlowStore, flow: FlowRevision, options: DependencyOptions): object {
  const edges = allEdges(store);
  const touching = (seen: readonly FlowDefinition[]) =>
    edges.filter(
      ({ source, target }) => seen.includes(target) || (!options.destinationOnly && seen.includes(source)),
    );
  let chosen = touching([flow.definition]);
  while (options.expandAll) {
    const more = touching(ends(chosen));
    if (more.length === chosen.length) break;
    chosen = more;
  }
  // A flow without dependencies is listed only if both directions are wanted.
  const alone = options.destinationOnly ? [] : [flow.definition];
  return view([...new Set(chosen.length > 0 ? [flow.definition, ...ends(chosen)] : alone)], chosen);
}

/** The flows that a namespace and its children start, and the flows of the namespace without dependencies. */
export function namespaceDependencies(store: FlowStore, namespace: string): object {
  const edges = allEdges(store).filter(({ source }) => `${source.namespace}.`.startsWith(`${namespace}.`));
  const connected = ends(edges);
  // Sorted by id only, and without the tenant in their uid, as in Kestra.
  const ids = connected.map(({ id }) => id);
  const alone = store.ofNamespace(namespace).filter(({ definition }) => !ids.includes(definition.id));
  const { nodes, edges: connections } = view(connected, edges);
  return { nodes: [...alone.map(({ definition }) => node(definition, '')), ...nodes], edges: connections };
}

function allEdges(store: FlowStore): Edge[] {
  const flows = store.all().map(({ definition }) => definition);
  return flows.flatMap((source) =>
    flows.flatMap((target): Edge[] => {
      const relation = source === target ? undefined : relationOf(source, target);
      return relation ? [{ source, target, relation }] : [];
    }),
  );
}

// A subflow that also listens to its parent is shown as a subflow.
function relationOf(source: FlowDefinition, target: FlowDefinition): Edge['relation'] | undefined {
  const starts = subflowsOf(source).some(
    ({ namespace, flowId }) => namespace === target.namespace && flowId === target.id,
  );
  if (starts) return 'FLOW_TASK';
  const place = { namespace: source.namespace, flowId: source.id };
  return flowTriggers(target).some((trigger) => concerns(trigger, place)) ? 'FLOW_TRIGGER' : undefined;
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
    nodes: flows.map((flow) => node(flow, TENANT)),
    edges: edges.map(({ source, target, relation }) => ({
      source: node(source, TENANT).uid,
      target: node(target, TENANT).uid,
      relation,
    })),
  };
}

const TENANT = 'main_';

const node = ({ namespace, id }: FlowDefinition, prefix: string) => ({
  uid: `${prefix}${namespace}_${id}`,
  namespace,
  id,
});

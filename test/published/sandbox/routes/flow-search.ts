import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import type { Mode } from '../modes.js';
import { pathField, queryField, scopeField } from '../query/fields.js';
import { labelsField } from '../query/labels.js';
import { page, sorted } from '../query/page.js';
import { type Resource, select } from '../query/resource.js';
import type { FlowRevision } from '../store/flows.js';
import { distinctNamespaces } from '../store/namespaces.js';
import { flowView } from '../views/flow.js';
import type { World } from '../world.js';
import { searchLines } from './flow-source.js';
import { tenant } from './lookup.js';

const flowResource = (mode: Mode): Resource<FlowRevision> => ({
  name: 'FLOW',
  fields: {
    labels: labelsField(({ definition }) => definition.labels ?? [], mode),
    namespace: pathField(({ definition }) => definition.namespace),
    q: queryField(({ definition }) => `${definition.namespace} ${definition.id}`),
    scope: scopeField(({ definition }) => definition.namespace, mode),
    flowId: pathField(({ definition }) => definition.id),
  },
  flat: {
    q: { field: 'q', operator: 'EQUALS' },
    scope: { field: 'scope', operator: 'EQUALS' },
    namespace: { field: 'namespace', operator: 'PREFIX' },
    labels: { field: 'labels', operator: 'EQUALS' },
  },
});

const listed =
  ({ mode }: World) =>
  (flow: FlowRevision) =>
    flowView(flow, { stored: true, mode });

/** The flows that match the filters of a request. */
export function selectFlows(world: World, call: Call, mode: Mode): FlowRevision[] {
  return select(world.flows.all(), call.request, flowResource(mode), mode);
}

/** Find flows by their fields and by their source. */
export function flowSearchRoutes(world: World): Route[] {
  const view = listed(world);
  const sources = world.mode.sourceSearch === 'lines' ? searchLines : searchSources;
  return [
    tenant(['GET', '/flows/search'], 'searchFlows', (call) => {
      const { results, total } = page(sorted(selectFlows(world, call, world.mode), call, view), call);
      return json({ results: results.map(view), total });
    }),
    tenant(['GET', '/flows/source'], 'searchFlowsBySourceCode', (call) => json(sources(world, call))),
    tenant(['GET', '/flows/distinct-namespaces'], 'listDistinctNamespaces', (call) => {
      const q = (call.request.query.get('q') ?? '').toLowerCase();
      return json(distinctNamespaces(world.flows).filter((namespace) => namespace.includes(q)));
    }),
    tenant(['GET', '/flows/{namespace}'], 'listFlowsByNamespace', (call) =>
      json(world.flows.ofNamespace(call.param('namespace')).map(view)),
    ),
  ];
}

function searchSources(world: World, call: Call): object {
  const view = listed(world);
  const q = call.request.query.get('q') ?? '';
  const namespace = call.request.query.get('namespace') ?? '';
  const found = world.flows
    .all()
    .filter(({ definition }) => namespace === '' || `${definition.namespace}.`.startsWith(`${namespace}.`))
    .filter(({ source }) => q !== '' && source.toLowerCase().includes(q.toLowerCase()));
  const { results, total } = page(sorted(found, call, view), call);
  return {
    results: results.map((flow) => ({ model: view(flow), fragments: [fragment(flow.source, q)] })),
    total,
  };
}

const FRAGMENT_LINES = 4;

// The lines from the first match on, with the match marked.
function fragment(source: string, q: string): string {
  const at = source.toLowerCase().indexOf(q.toLowerCase());
  const from = source.lastIndexOf('\n', at) + 1;
  const marked = `${source.slice(from, at)}[mark]${source.slice(at, at + q.length)}[/mark]${source.slice(at + q.length)}`;
  return marked.split('\n').slice(0, FRAGMENT_LINES).join('\n');
}

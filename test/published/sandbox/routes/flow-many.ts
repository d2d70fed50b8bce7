import { allTasks } from '../flow/definition.js';
import { readFlow } from '../flow/read.js';
import { ApiError, invalidEntity, notFound } from '../http/envelope.js';
import { empty, json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import type { FlowRevision } from '../store/flows.js';
import { flowView } from '../views/flow.js';
import type { World } from '../world.js';
import { FORM, flowOf, tenant, YAML } from './lookup.js';

const DOCUMENT = /^---.*$/m;

/** Write several flows at once, update one task of a flow, and delete old revisions. */
export function flowManyRoutes(world: World): Route[] {
  const yaml = { consumes: YAML };
  return [
    tenant(
      ['POST', '/flows/bulk'],
      'bulkUpdateFlows',
      (call) => json(writeAll(world, call, call.request.text().split(DOCUMENT))),
      yaml,
    ),
    tenant(
      ['POST', '/flows/{namespace}'],
      'updateFlowsInNamespace',
      (call) => {
        const sources = call.request.text().split(DOCUMENT);
        const trimmed = sources.map((source) => source.trim());
        return json(writeAll(world, call, trimmed));
      },
      yaml,
    ),
    tenant(['POST', '/flows/import'], 'importFlows', (call) => json(importAll(world, call)), {
      consumes: FORM,
    }),
    tenant(['GET', '/flows/{namespace}/{id}/tasks/{taskId}'], 'getFlowTask', (call) => {
      const { tasks, errors, finally: last } = flowOf(world, call).definition;
      const all = [tasks, errors, last].flatMap(allTasks);
      const task = all.find(({ id }) => id === call.param('taskId'));
      if (!task) throw notFound();
      return json(task);
    }),
    tenant(['DELETE', '/flows/{namespace}/{id}/revisions'], 'deleteRevisions', (call) => {
      const revisions = call.request.query.getAll('revisions').flatMap((text) => text.split(','));
      world.flows.forget(flowOf(world, call), revisions.map(Number));
      return empty(204);
    }),
  ];
}

// Flows of the namespace that are not in the sources are deleted, unless forbidden. They come first.
function writeAll(world: World, call: Call, sources: readonly string[]): object[] {
  const { flows, mode } = world;
  const namespace = pathNamespace(call) ?? call.request.query.get('namespace');
  const drafts = sources
    .filter((source) => source.trim() !== '')
    .map((each) => readFlow(each, mode.flowRules));
  if (drafts.some(({ definition }) => namespace !== null && definition.namespace !== namespace)) {
    throw invalidEntity('flow.namespace: Flow namespace is invalid', [WRONG_NAMESPACE]);
  }
  const ids = drafts.map(({ definition }) => definition.id);
  const gone =
    namespace !== null && call.request.flag('delete', true)
      ? flows.ofNamespace(namespace).filter(({ definition }) => !ids.includes(definition.id))
      : [];
  for (const flow of gone) flows.delete(flow);
  const saved = drafts.map((draft) => {
    const before = flows.find(draft.definition.namespace, draft.definition.id);
    const flow = flows.save(draft);
    return view(flow, flow === before);
  });
  return [...gone.map((flow) => view(flow, true)), ...saved];

  function view(flow: FlowRevision, stored: boolean): object {
    return flowView(flow, { stored, source: true, mode });
  }
}

const WRONG_NAMESPACE = { message: 'Flow namespace is invalid', path: 'flow.namespace' };

const pathNamespace = (call: Call) => {
  const last = call.request.segments?.at(-1);
  return last === 'bulk' ? undefined : last;
};

// Sources that cannot be read are named in the response. The others are saved.
function importAll({ flows, mode }: World, call: Call): string[] {
  const [part] = call.request.parts().filter(({ filename }) => filename !== undefined);
  const sources = part?.content.toString('utf8').split(DOCUMENT) ?? [];
  return sources.flatMap((source, index) => {
    try {
      flows.save(readFlow(source, mode.flowRules));
      return [];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return [`${part?.filename}(flow number: ${index})`];
    }
  });
}

import { flowDependencies } from '../flow/dependencies.js';
import { type FlowDraft, readFlow, readJsonFlow } from '../flow/read.js';
import { AlreadyExists, badRequest, invalidEntity, notFound } from '../http/envelope.js';
import { empty, json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { isObject } from '../json.js';
import { flowView } from '../views/flow.js';
import type { World } from '../world.js';
import { validationRoutes } from './flow-validation.js';
import { flowOf, JSON_BODY, tenant, YAML } from './lookup.js';

/** Create, read, change and delete one flow. */
export function flowRoutes(world: World): Route[] {
  const consumes = world.mode.jsonFlows ? [...YAML, ...JSON_BODY] : YAML;
  const body = { consumes, requires: 'flow' };
  return [
    tenant(['POST', '/flows'], 'createFlow', (call) => create(world, call), body),
    tenant(['PUT', '/flows/{namespace}/{id}'], 'updateFlow', (call) => update(world, call), body),
    ...validationRoutes(world),
    tenant(['GET', '/flows/{namespace}/{id}'], 'getFlow', (call) => read(world, call)),
    tenant(['GET', '/flows/{namespace}/{id}/revisions'], 'listFlowRevisions', (call) =>
      json(
        world.flows
          .revisions(call.param('namespace'), call.param('id'))
          .map((flow) => flowView(flow, { stored: true, source: true, mode: world.mode })),
      ),
    ),
    tenant(['GET', '/flows/{namespace}/{id}/dependencies'], 'getFlowDependencies', (call) =>
      json(
        flowDependencies(world.flows, flowOf(world, call), {
          destinationOnly: call.request.flag('destinationOnly', false),
          expandAll: call.request.flag('expandAll', false),
        }),
      ),
    ),
    tenant(['DELETE', '/flows/{namespace}/{id}'], 'deleteFlow', (call) => {
      world.flows.delete(flowOf(world, call));
      return empty(204);
    }),
  ];
}

function create(world: World, call: Call) {
  const draft = draftOf(world, call);
  const { id, namespace } = draft.definition;
  if (world.flows.find(namespace, id)) {
    if (world.mode.takenFlowConflicts) {
      throw new AlreadyExists(409, `Conflict: Flow '${id}' already exists in namespace '${namespace}'.`);
    }
    const violation = { message: 'Flow id already exists', path: 'flow.id' };
    throw invalidEntity(`${violation.path}: ${violation.message}`, [violation]);
  }
  return json(flowView(world.flows.save(draft), { stored: false, source: isYaml(call), mode: world.mode }));
}

function update(world: World, call: Call) {
  const flow = flowOf(world, call);
  const draft = draftOf(world, call);
  for (const key of ['id', 'namespace'] as const) {
    if (draft.definition[key] === flow.definition[key]) continue;
    const violation = {
      message: `Illegal ${key === 'id' ? 'flow id' : 'namespace'} update`,
      path: `flow.${key}`,
    };
    throw invalidEntity(`${violation.path}: ${violation.message}`, [violation]);
  }
  const saved = world.flows.save(draft);
  const unchanged = saved === flow;
  return json(flowView(saved, { stored: unchanged, source: isYaml(call), mode: world.mode }));
}

function read(world: World, call: Call) {
  const [namespace, id] = [call.param('namespace'), call.param('id')];
  const revision = call.request.optionalInteger('revision');
  const deleted = call.request.flag('allowDeleted', false)
    ? world.flows.findDeleted(namespace, id)
    : undefined;
  const flow = world.flows.find(namespace, id, revision) ?? deleted;
  if (!flow) throw notFound();
  return json(flowView(flow, { stored: true, source: call.request.flag('source', false), mode: world.mode }));
}

const isYaml = (call: Call) => call.request.mediaType !== JSON_BODY[0];

function draftOf({ mode }: World, call: Call): FlowDraft {
  if (isYaml(call)) return readFlow(call.request.text(), mode.flowRules);
  const flow = call.request.json();
  if (!isObject(flow)) throw badRequest('A flow is expected');
  return readJsonFlow(flow, mode.flowRules);
}

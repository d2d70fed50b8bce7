import { withDisabled } from '../flow/disable.js';
import { readFlow } from '../flow/read.js';
import { notFound } from '../http/envelope.js';
import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { objects } from '../json.js';
import type { FlowRevision } from '../store/flows.js';
import type { World } from '../world.js';
import { selectFlows } from './flow-search.js';
import { JSON_BODY, tenant } from './lookup.js';

/** Enable, disable and delete several flows, selected by ids or by a search. */
export function flowBulkRoutes(world: World): Route[] {
  const verbs = [
    { verb: 'enable', method: 'POST', act: (flow: FlowRevision) => setDisabled(world, flow, false) },
    { verb: 'disable', method: 'POST', act: (flow: FlowRevision) => setDisabled(world, flow, true) },
    { verb: 'delete', method: 'DELETE', act: (flow: FlowRevision) => remove(world, flow) },
  ];
  return verbs.flatMap(({ verb, method, act }) => {
    const count = (flows: readonly FlowRevision[]) => json({ count: flows.filter(act).length });
    return [
      tenant(
        [method, `/flows/${verb}/by-ids`],
        `${verb}FlowsByIds`,
        (call) => count(byIds(world, call, verb)),
        {
          consumes: JSON_BODY,
        },
      ),
      tenant([method, `/flows/${verb}/by-query`], `${verb}FlowsByQuery`, (call) =>
        count(selectFlows(world, call, world.mode)),
      ),
    ];
  });
}

function byIds(world: World, call: Call, verb: string): FlowRevision[] {
  const wanted = objects(call.request.json());
  const found = wanted.flatMap(({ namespace, id }) => world.flows.find(String(namespace), String(id)) ?? []);
  if (found.length === wanted.length) return found;
  if (verb === 'delete' && world.mode.deletesBesideUnknown) for (const flow of found) remove(world, flow);
  throw notFound('No value present');
}

function setDisabled(world: World, flow: FlowRevision, disabled: boolean): boolean {
  if (flow.definition.disabled === disabled) return false;
  world.flows.save(readFlow(withDisabled(flow.source, disabled), world.mode.flowRules));
  return true;
}

function remove(world: World, flow: FlowRevision): boolean {
  world.flows.delete(flow);
  return true;
}

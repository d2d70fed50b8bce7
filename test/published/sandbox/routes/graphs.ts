import { flowGraph } from '../graph/flow-graph.js';
import { Runs } from '../graph/runs.js';
import { notFound } from '../http/envelope.js';
import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import type { World } from '../world.js';
import { executionOf, tenant } from './lookup.js';

/** Flows as graphs, without or with the task runs of an execution. Subflows stay collapsed. */
export function graphRoutes(world: World): Route[] {
  return [
    tenant(['GET', '/flows/{namespace}/{id}/graph'], 'generateFlowGraph', (call) => ofFlow(world, call)),
    tenant(['GET', '/executions/{executionId}/graph'], 'getExecutionFlowGraph', (call) => {
      const execution = executionOf(world, call);
      const { namespace, flowId, flowRevision } = execution;
      const flow = world.flows.find(namespace, flowId, flowRevision);
      if (!flow) throw notFound(`Unable to find flow id '${flowId}'`);
      return json(flowGraph(world, flow, new Runs(execution, world.mode.wholeExecutions)));
    }),
  ];
}

function ofFlow(world: World, call: Call) {
  const [namespace, id] = [call.param('namespace'), call.param('id')];
  const revision = call.request.optionalInteger('revision');
  const flow = world.flows.find(namespace, id, revision);
  const name = `${world.tenant}_${namespace}_${id}${revision === undefined ? '' : `_${revision}`}`;
  if (!flow) throw notFound(`Unable to find flow ${name}`);
  return json(flowGraph(world, flow));
}

import { remove } from '../engine/commands.js';
import type { Execution } from '../engine/execution.js';
import { current, ended } from '../engine/state.js';
import { MissingParameter, notFound } from '../http/envelope.js';
import { empty, json, stream } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { objects } from '../json.js';
import { page } from '../query/page.js';
import { isoDate } from '../time.js';
import { actedView, emptyExecution, executionView, listedView } from '../views/execution.js';
import { executionFlowView } from '../views/flow.js';
import type { World } from '../world.js';
import { selectExecutions } from './execution-select.js';
import { executionOf, JSON_BODY, tenant } from './lookup.js';

/** Find, read, follow and delete executions. */
export function executionRoutes(world: World): Route[] {
  const { engine, mode } = world;
  const listed = (executions: readonly Execution[], call: Call) => {
    const { results, total } = page(executions, call);
    const uncounted = mode.uncountedBeyondEnd && results.length === 0;
    return json({ results: results.map((each) => listedView(each, world)), total: uncounted ? 0 : total });
  };
  return [
    tenant(['GET', '/executions/search'], 'searchExecutions', (call) =>
      listed(selectExecutions(world, call), call),
    ),
    tenant(['GET', '/executions'], 'searchExecutionsByFlowId', (call) => listed(ofFlow(world, call), call)),
    tenant(['POST', '/executions/latest'], 'getLatestExecutions', (call) => json(latest(world, call)), {
      consumes: JSON_BODY,
    }),
    tenant(['GET', '/executions/{executionId}'], 'getExecution', (call) =>
      json(executionView(executionOf(world, call), world)),
    ),
    tenant(['GET', '/executions/{executionId}/flow'], 'getFlowFromExecutionById', (call) => {
      const { namespace, flowId, flowRevision } = executionOf(world, call);
      const flow = world.flows.find(namespace, flowId, flowRevision);
      if (!flow) throw notFound(`Unable to find flow id '${flowId}'`);
      return json(executionFlowView(flow, mode));
    }),
    tenant(['GET', '/executions/{executionId}/follow'], 'followExecution', (call) => follow(world, call)),
    tenant(['DELETE', '/executions/{executionId}'], 'deleteExecution', (call) => {
      remove(engine, executionOf(world, call), call.request.flag('deleteLogs', true));
      return empty(204);
    }),
  ];
}

function ofFlow({ executions }: World, { request }: Call): Execution[] {
  const wanted = (name: string) => {
    const value = request.query.get(name);
    if (!value) throw new MissingParameter(name);
    return value;
  };
  const [namespace, flowId] = [wanted('namespace'), wanted('flowId')];
  return executions.all().filter((each) => each.namespace === namespace && each.flowId === flowId);
}

function latest({ executions }: World, { request }: Call): object[] {
  const started = executions.all().filter(({ state }) => current(state) !== 'CREATED');
  const found = objects(request.json()).flatMap(({ namespace, id }) => {
    const last = started.findLast((each) => each.namespace === namespace && each.flowId === id);
    return last ? [last] : [];
  });
  const at = ({ state }: Execution) => state[0]?.at ?? 0;
  return found
    .sort((a, b) => at(a) - at(b))
    .map(({ id, flowId, namespace, state }) => {
      const startDate = isoDate(state[0]?.at ?? 0);
      return { id, flowId, namespace, startDate, status: current(state) };
    });
}

// Kestra waits this long for an execution that may not have arrived yet.
const UNKNOWN_MS = 10_000;

function follow(world: World, call: Call) {
  const { executions, timers, timeline, mode } = world;
  const id = call.param('executionId');
  return stream((sink) => {
    sink.send('start', emptyExecution(id, timeline.next()));
    const execution = executions.find(id);
    if (!execution) {
      const waiting = `follow ${id}`;
      timers.after(waiting, UNKNOWN_MS, () => sink.end());
      return () => timers.cancel(waiting);
    }
    const show = (changed: Execution) => {
      const over = ended(changed.state);
      sink.send(over ? 'end' : 'progress', actedView(changed, mode));
      if (!over) return;
      leave();
      sink.end();
    };
    const leave = executions.follow(id, show);
    show(execution);
    return leave;
  });
}

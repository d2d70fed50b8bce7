import { resumeFromBreakpoint } from '../engine/breakpoints.js';
import { unqueue } from '../engine/commands.js';
import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { isObject } from '../json.js';
import type { World } from '../world.js';
import { type Action, actionRoute, attempt, whole } from './action.js';
import { breakpointsOf } from './execution-create.js';
import { executionOf, JSON_BODY, tenant } from './lookup.js';
import { stateArgument } from './states.js';

const ACTIONS: Action[] = [
  { method: 'POST', name: 'unqueue', operation: 'unqueueExecution', handle: doUnqueue },
  {
    method: 'POST',
    name: 'resume-from-breakpoint',
    operation: 'resumeExecutionFromBreakpoint',
    handle: doResumeFromBreakpoint,
  },
];

/** What delays an execution: the concurrency limit of its flow, and breakpoints. */
export function executionHoldRoutes(world: World): Route[] {
  const row = (each: object) => ({ tenantId: world.tenant, ...each });
  return [
    ...ACTIONS.map((action) => actionRoute(world, action)),
    tenant(['GET', '/concurrency-limit/search'], 'searchConcurrencyLimits', () => {
      const results = world.queue.counts().map(row);
      return json({ results, total: results.length });
    }),
    // The sandbox counts running executions itself, so the number cannot be set.
    tenant(
      ['PUT', '/concurrency-limit/{namespace}/{flowId}'],
      'updateConcurrencyLimit',
      (call) => {
        const place = { namespace: call.param('namespace'), flowId: call.param('flowId') };
        const body = call.request.json();
        return json(row({ ...place, running: isObject(body) ? body.running : 0 }));
      },
      { consumes: JSON_BODY },
    ),
  ];
}

function doUnqueue(world: World, call: Call) {
  const execution = executionOf(world, call);
  const state = call.request.query.has('state') ? stateArgument(call, 'state') : 'RUNNING';
  attempt(world, () => unqueue(world.engine, execution, state));
  return whole(world, execution);
}

function doResumeFromBreakpoint(world: World, call: Call) {
  const execution = executionOf(world, call);
  resumeFromBreakpoint(world.engine, execution, breakpointsOf(call));
  return whole(world, execution);
}

import type { Execution } from '../engine/execution.js';
import { notFound } from '../http/envelope.js';
import type { Call, Handler, Route } from '../http/router.js';
import type { FlowRevision } from '../store/flows.js';
import type { World } from '../world.js';

export const YAML = ['application/x-yaml'] as const;
export const FORM = ['multipart/form-data'] as const;
export const TEXT = ['text/plain'] as const;
export const JSON_BODY = ['application/json'] as const;

/** The options of a route besides its path. */
export type RouteExtras = Pick<Route, 'consumes' | 'requires'>;

/** A route of a tenant: `/flows/search` becomes `/{tenant}/flows/search`. */
export function tenant(
  [method, path]: readonly [method: string, path: string],
  operation: string,
  handle: Handler,
  extras: RouteExtras = {},
): Route {
  return { method, template: `/{tenant}${path}`, operation, handle, ...extras };
}

/** A route of the whole instance, for example `/configs`. */
export function instance(
  [method, template]: readonly [method: string, path: string],
  operation: string,
  handle: Handler,
  extras: RouteExtras = {},
): Route {
  return { method, template, operation, handle, ...extras };
}

/** The execution in the path, or 404 with Kestra's text. */
export function executionOf(world: World, call: Call, detail?: (id: string) => string): Execution {
  const id = call.param('executionId');
  const execution = world.executions.find(id);
  if (!execution) throw notFound(detail?.(id));
  return execution;
}

/** The flow in the path, or 404. */
export function flowOf(world: World, call: Call): FlowRevision {
  const flow = world.flows.find(call.param('namespace'), call.param('id'));
  if (!flow) throw notFound();
  return flow;
}

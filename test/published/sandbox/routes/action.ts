import type { Execution } from '../engine/execution.js';
import { ApiError, illegalState } from '../http/envelope.js';
import { empty, json, type Reply } from '../http/reply.js';
import type { Call, Handler, Route } from '../http/router.js';
import { actedView } from '../views/execution.js';
import type { World } from '../world.js';
import { type RouteExtras, tenant } from './lookup.js';

/** One action on an execution: where, under which name, and who answers. */
export interface Action {
  method: 'POST' | 'DELETE';
  name: string;
  operation: string;
  handle(world: World, call: Call): ReturnType<Handler>;
  extras?: RouteExtras;
}

/** The route of an action, where the version has it. */
export function actionRoute(world: World, { method, name, operation, handle, extras }: Action): Route {
  const path = `/executions/{executionId}${world.mode.actionPath}/${name}`;
  return tenant([method, path], operation, (call) => handle(world, call), extras);
}

/** The execution as it is after an action. */
export const whole = ({ mode }: World, execution: Execution) => json(actedView(execution, mode));

/** Nothing but a status on 1.x, the execution on 2.0. */
export function brief(world: World, execution: Execution, status: number): Reply {
  return world.mode.actionAnswers === 'brief' ? empty(status) : whole(world, execution);
}

/** Does what a state may forbid: 2.0 always says 409 then, in words of its own; 1.x often 422. */
export function attempt<T>({ mode }: World, act: () => T, refusal = '{cause}'): T {
  try {
    return act();
  } catch (error) {
    if (mode.conflicts !== 'always 409' || !(error instanceof ApiError)) throw error;
    throw illegalState(refusal.replace('{cause}', error.message.replace(/^Illegal (argument|state): /, '')));
  }
}

import type { Execution } from '../engine/execution.js';
import { ApiError, illegalState } from '../http/envelope.js';
import { empty, json, type Reply } from '../http/reply.js';
import type { Call, Handler, Route } from '../http/router.js';
import { actedView } from '../views/execution.js';
import type { World } from '../world.js';
import { type RouteExtras, tenant } from './lookup.js';

/** An action on an execution: its path, its name in Kestra, and its handler. */
export interface Action {
  method: 'POST' | 'DELETE';
  name: string;
  operation: string;
  handle(world: World, call: Call): ReturnType<Handler>;
  extras?: RouteExtras;
}

/** The route of an action, at the path of the version. */
export function actionRoute(world: World, { method, name, operation, handle, extras }: Action): Route {
  const path = `/executions/{executionId}${world.mode.actionPath}/${name}`;
  return tenant([method, path], operation, (call) => handle(world, call), extras);
}

/** The execution after an action. */
export const whole = ({ mode }: World, execution: Execution) => json(actedView(execution, mode));

/** Only a status in 1.x, and the execution in 2.0. */
export function brief(world: World, execution: Execution, status: number): Reply {
  return world.mode.actionAnswers === 'brief' ? empty(status) : whole(world, execution);
}

/** Does something that the state may forbid. Then 2.0 returns 409 with its own text, and 1.x often 422. */
export function attempt<T>({ mode }: World, act: () => T, refusal = '{cause}'): T {
  try {
    return act();
  } catch (error) {
    if (mode.conflicts !== 'always 409' || !(error instanceof ApiError)) throw error;
    throw illegalState(refusal.replace('{cause}', error.message.replace(/^Illegal (argument|state): /, '')));
  }
}

import type { Execution } from '../engine/execution.js';
import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { isObject } from '../json.js';
import type { World } from '../world.js';
import { bulkError, bulkProblem, type Invalid, NOT_FOUND } from './bulk-error.js';
import { VERBS, type Verb } from './bulk-verbs.js';
import { selectExecutions } from './execution-select.js';
import { JSON_BODY, tenant } from './lookup.js';

/** Actions on several executions, selected by ids or by a search. */
export function executionBulkRoutes(world: World): Route[] {
  return VERBS.flatMap((verb) => {
    const path = `/executions/${verb.name ? `${verb.name}/` : ''}`;
    return [
      tenant([verb.method, `${path}by-ids`], `${verb.title} by ids`, (call) => byIds(world, verb, call), {
        consumes: JSON_BODY,
      }),
      // A search without a filter, or with an ignored one, selects all executions.
      tenant([verb.method, `${path}by-query`], `${verb.title} by query`, (call) => {
        const ids = selectExecutions(world, call).map(({ id }) => id);
        return run(world, { verb, call, ids });
      }),
    ];
  });
}

function byIds(world: World, verb: Verb, call: Call) {
  const body = call.request.json();
  const ids = isObject(body) ? body.executionsId : body;
  return run(world, { verb, call, ids: Array.isArray(ids) ? ids.map(String) : [] });
}

/** The executions that a bulk call selects. */
interface Bulk {
  verb: Verb;
  call: Call;
  ids: readonly string[];
}

function run(world: World, { verb, call, ids }: Bulk) {
  const found: Execution[] = [];
  const invalid: Invalid[] = [];
  for (const id of ids) {
    const execution = world.executions.find(id);
    const reason = execution ? verb.refusal(execution, call, world.mode) : NOT_FOUND;
    if (execution && reason === undefined) found.push(execution);
    else invalid.push({ value: id, reason: reason ?? '' });
  }
  if (invalid.length > 0) {
    return world.mode.problems
      ? bulkProblem(verb.done, invalid, call.request.pathname)
      : bulkError(`invalid bulk ${verb.title}`, invalid);
  }
  for (const execution of found) verb.act(world, execution, call);
  const queued = world.mode.bulk === 'queued' && verb.title !== 'delete';
  if (queued) return json({ operationId: world.ids.next(), totalItems: found.length }, 202);
  return json({ count: found.length });
}

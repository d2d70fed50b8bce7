import {
  canChangeStatus,
  changeStatus,
  forceRun,
  kill,
  pause,
  remove,
  resume,
  setLabels,
} from '../engine/commands.js';
import type { Execution } from '../engine/execution.js';
import { replay } from '../engine/replay.js';
import { restart } from '../engine/restart.js';
import { current, ended } from '../engine/state.js';
import { defineLabels } from '../flow/definition.js';
import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { isObject } from '../json.js';
import type { World } from '../world.js';
import { bulkError, type Invalid } from './bulk-error.js';
import { selectExecutions } from './execution-select.js';
import { JSON_BODY, tenant } from './lookup.js';
import { stateArgument } from './states.js';

interface Verb {
  method: 'POST' | 'DELETE';
  /** The path before `/by-ids`; deleting has none. */
  name: string;
  /** What Kestra calls it in an error. */
  title: string;
  /** Why an execution cannot be acted on. */
  refusal(execution: Execution, call: Call): string | undefined;
  act(execution: Execution, call: Call): void;
}

/** The actions on several executions, by their ids or by a search. */
export function executionBulkRoutes(world: World): Route[] {
  return verbs(world).flatMap((verb) => {
    const path = `/executions/${verb.name ? `${verb.name}/` : ''}`;
    return [
      tenant([verb.method, `${path}by-ids`], `${verb.title} by ids`, (call) => byIds(world, verb, call), {
        consumes: JSON_BODY,
      }),
      tenant([verb.method, `${path}by-query`], `${verb.title} by query`, (call) => {
        const ids = selectExecutions(world, call).map(({ id }) => id);
        return run(world, verb, call, ids);
      }),
    ];
  });
}

function byIds(world: World, verb: Verb, call: Call) {
  const body = call.request.json();
  const ids = isObject(body) ? body.executionsId : body;
  return run(world, verb, call, Array.isArray(ids) ? ids.map(String) : []);
}

function run(world: World, verb: Verb, call: Call, ids: readonly string[]) {
  const found: Execution[] = [];
  const invalid: Invalid[] = [];
  for (const id of ids) {
    const execution = world.executions.find(id);
    const reason = execution ? verb.refusal(execution, call) : 'execution not found';
    if (execution && reason === undefined) found.push(execution);
    else invalid.push({ value: id, reason: reason ?? '' });
  }
  if (invalid.length > 0) return bulkError(`invalid bulk ${verb.title}`, invalid);
  for (const execution of found) verb.act(execution, call);
  const queued = world.mode.bulk === 'queued' && verb.title !== 'delete';
  if (queued) return json({ operationId: world.ids.next(), totalItems: found.length }, 202);
  return json({ count: found.length });
}

function verbs(world: World): Verb[] {
  const { engine } = world;
  const unless = (fits: (execution: Execution) => boolean, reason: string) => (execution: Execution) =>
    fits(execution) ? undefined : reason;
  const is = (state: string) => (execution: Execution) => current(execution.state) === state;
  return [
    {
      method: 'DELETE',
      name: '',
      title: 'delete',
      refusal: (execution, { request }) =>
        ended(execution.state) || request.flag('includeNonTerminated', false)
          ? undefined
          : 'execution not found',
      act: (execution, { request }) => remove(engine, execution, request.flag('deleteLogs', true)),
    },
    {
      method: 'DELETE',
      name: 'kill',
      title: 'kill',
      refusal: unless(({ state }) => !ended(state), 'execution already finished'),
      act: (execution) => kill(engine, execution, true),
    },
    {
      method: 'POST',
      name: 'pause',
      title: 'pause',
      refusal: unless(is('RUNNING'), 'execution not in state RUNNING'),
      act: (execution) => pause(engine, execution),
    },
    {
      method: 'POST',
      name: 'resume',
      title: 'resume',
      refusal: unless(is('PAUSED'), 'execution not in state PAUSED'),
      act: (execution) => resume(engine, execution),
    },
    {
      method: 'POST',
      name: 'restart',
      title: 'restart',
      refusal: unless(
        (execution) => canChangeStatus(execution) || is('PAUSED')(execution),
        'execution not in state PAUSED or terminated, or is KILLED',
      ),
      act: (execution) => restart(engine, execution),
    },
    {
      method: 'POST',
      name: 'replay',
      title: 'replay',
      refusal: () => undefined,
      act: (execution, { request }) => {
        const latest = request.flag('latestRevision', false);
        const revision = latest
          ? world.flows.find(execution.namespace, execution.flowId)?.revision
          : undefined;
        replay(engine, execution, { revision });
      },
    },
    {
      method: 'POST',
      name: 'force-run',
      title: 'force run',
      refusal: unless(({ state }) => !ended(state), 'execution in a terminated state'),
      act: (execution) => forceRun(engine, execution),
    },
    {
      method: 'POST',
      name: 'change-status',
      title: 'change executions state',
      refusal: unless(canChangeStatus, 'execution not in a terminated state or is killed'),
      act: (execution, call) => changeStatus(engine, execution, stateArgument(call, 'newStatus')),
    },
    {
      method: 'POST',
      name: 'labels',
      title: 'set labels',
      refusal: unless(({ state }) => ended(state), 'execution is not terminated'),
      act: (execution, { request }) => {
        const body = request.json();
        setLabels(
          engine,
          execution,
          defineLabels(isObject(body) ? body.executionLabels : Array.isArray(body) ? body : []),
        );
      },
    },
  ];
}

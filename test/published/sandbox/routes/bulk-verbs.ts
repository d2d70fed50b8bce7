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
import { isRestartable, restart } from '../engine/restart.js';
import { current, ended } from '../engine/state.js';
import { defineLabels } from '../flow/definition.js';
import type { Call } from '../http/router.js';
import { isObject } from '../json.js';
import type { Mode } from '../modes.js';
import type { World } from '../world.js';
import { stateArgument } from './states.js';

/** An action on several executions. */
export interface Verb {
  method: 'POST' | 'DELETE';
  /** The path before `/by-ids`. It is empty for deletion. */
  name: string;
  /** Kestra's name for the action in an error. */
  title: string;
  /** The past participle in the errors of 2.0. */
  done: string;
  /** Why the action is not possible on an execution. */
  refusal(execution: Execution, call: Call, mode: Mode): string | undefined;
  act(world: World, execution: Execution, call: Call): void;
}

const unless = (fits: (execution: Execution) => boolean, reason: string) => (execution: Execution) =>
  fits(execution) ? undefined : reason;

const is = (state: string) => (execution: Execution) => current(execution.state) === state;

function restartRefusal(execution: Execution, _call: Call, mode: Mode): string | undefined {
  const state = current(execution.state);
  if (mode.problems) {
    if (isRestartable(execution)) return undefined;
    const rule = 'must be terminated or paused to be restarted';
    return `Execution '${execution.id}' ${rule}, current state is '${state}' !`;
  }
  if (canChangeStatus(execution) || state === 'PAUSED') return undefined;
  return 'execution not in state PAUSED or terminated, or is KILLED';
}

/** All bulk actions. */
export const VERBS: readonly Verb[] = [
  {
    method: 'DELETE',
    name: '',
    title: 'delete',
    done: 'deleted',
    refusal: (execution, { request }) =>
      ended(execution.state) || request.flag('includeNonTerminated', false)
        ? undefined
        : 'execution not found',
    act: ({ engine }, execution, { request }) => remove(engine, execution, request.flag('deleteLogs', true)),
  },
  {
    method: 'DELETE',
    name: 'kill',
    title: 'kill',
    done: 'killed',
    refusal: unless(({ state }) => !ended(state), 'execution already finished'),
    act: ({ engine }, execution) => kill(engine, execution, true),
  },
  {
    method: 'POST',
    name: 'pause',
    title: 'pause',
    done: 'paused',
    refusal: unless(is('RUNNING'), 'execution not in state RUNNING'),
    act: ({ engine }, execution) => pause(engine, execution),
  },
  {
    method: 'POST',
    name: 'resume',
    title: 'resume',
    done: 'resumed',
    refusal: unless(is('PAUSED'), 'execution not in state PAUSED'),
    act: ({ engine }, execution) => resume(engine, execution),
  },
  {
    method: 'POST',
    name: 'restart',
    title: 'restart',
    done: 'restarted',
    refusal: restartRefusal,
    act: ({ engine }, execution) => restart(engine, execution),
  },
  {
    method: 'POST',
    name: 'replay',
    title: 'replay',
    done: 'replayed',
    refusal: () => undefined,
    act: ({ engine, flows }, execution, { request }) => {
      const latest = request.flag('latestRevision', false);
      const revision = latest ? flows.find(execution.namespace, execution.flowId)?.revision : undefined;
      replay(engine, execution, { revision });
    },
  },
  {
    method: 'POST',
    name: 'force-run',
    title: 'force run',
    done: 'force run',
    refusal: unless(({ state }) => !ended(state), 'execution in a terminated state'),
    act: ({ engine }, execution) => forceRun(engine, execution),
  },
  {
    method: 'POST',
    name: 'change-status',
    title: 'change executions state',
    done: 'updated',
    refusal: unless(canChangeStatus, 'execution not in a terminated state or is killed'),
    act: ({ engine }, execution, call) => changeStatus(engine, execution, stateArgument(call, 'newStatus')),
  },
  {
    method: 'POST',
    name: 'labels',
    title: 'set labels',
    done: 'updated',
    refusal: unless(({ state }) => ended(state), 'execution is not terminated'),
    act: ({ engine }, execution, { request }) => {
      // By ids, the labels are next to the ids. By query, they are the body.
      const body = request.json();
      const labels = isObject(body) ? body.executionLabels : Array.isArray(body) ? body : [];
      setLabels(engine, execution, defineLabels(labels));
    },
  },
];

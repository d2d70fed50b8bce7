import { changeStatus } from '../engine/commands.js';
import { flowScope } from '../engine/context.js';
import type { Execution } from '../engine/execution.js';
import { formData, resolveInputs, validInputs } from '../engine/inputs.js';
import { type ReplayOptions, replay } from '../engine/replay.js';
import { restart, setTaskRunState } from '../engine/restart.js';
import { current, isTerminal } from '../engine/state.js';
import { illegalArgument, missingBody, notFound } from '../http/envelope.js';
import type { Call, Route } from '../http/router.js';
import { isObject } from '../json.js';
import type { World } from '../world.js';
import { type Action, actionRoute, attempt, whole } from './action.js';
import { keepFile, startNow } from './execution-create.js';
import { executionOf, FORM, JSON_BODY } from './lookup.js';
import { stateArgument } from './states.js';

const body = { consumes: JSON_BODY, requires: 'stateRequest' };

const ACTIONS: Action[] = [
  { method: 'POST', name: 'restart', operation: 'restartExecution', handle: doRestart },
  { method: 'POST', name: 'replay', operation: 'replayExecution', handle: doReplay },
  {
    method: 'POST',
    name: 'replay-with-inputs',
    operation: 'replayExecutionWithinputs',
    handle: doReplayWithInputs,
    extras: { consumes: FORM },
  },
  { method: 'POST', name: 'change-status', operation: 'updateExecutionStatus', handle: doChangeStatus },
  { method: 'POST', name: 'state', operation: 'updateTaskRunState', handle: doChangeTaskRun, extras: body },
];

/** Run an execution again, and set states manually. */
export function executionRerunRoutes(world: World): Route[] {
  return ACTIONS.map((action) => actionRoute(world, action));
}

function doRestart(world: World, call: Call) {
  const execution = executionOf(world, call, world.mode.problems ? () => 'Page Not Found' : undefined);
  const revision = revisionOf(world, call, execution);
  const state = current(execution.state);
  const refusal = `Cannot restart execution: current state is '${state}', expected terminated or paused.`;
  attempt(world, () => restart(world.engine, execution, revision), refusal);
  return whole(world, execution);
}

function doReplay(world: World, call: Call) {
  const execution = executionOf(world, call);
  return replayed(world, execution, optionsOf(world, call, execution));
}

function doReplayWithInputs(world: World, call: Call) {
  if (!world.mode.problems && call.request.body.length === 0) throw missingBody('inputs');
  const execution = executionOf(world, call);
  const definition = world.engine.definition(execution);
  const data = formData(call.request.parts(), (part) => keepFile(world, execution, part));
  const scope = flowScope(world, { namespace: execution.namespace, id: execution.flowId });
  // Inputs that are not sent again get their default, not their earlier value.
  const inputs = validInputs(resolveInputs(definition?.inputs ?? [], data, scope));
  return replayed(world, execution, { ...optionsOf(world, call, execution), inputs });
}

function replayed(world: World, execution: Execution, options: ReplayOptions) {
  const copy = replay(world.engine, execution, options);
  if (world.mode.engine.answersWhenStarted) startNow(world, copy);
  return whole(world, copy);
}

function doChangeStatus(world: World, call: Call) {
  const state = stateArgument(call, 'status');
  if (!isTerminal(state)) {
    throw illegalArgument('You can only change the state of an execution to a terminal state.');
  }
  const execution = executionOf(world, call);
  const refusal = 'Cannot change execution state: execution must be terminated and not killed.';
  attempt(world, () => changeStatus(world.engine, execution, state), refusal);
  return whole(world, execution);
}

function doChangeTaskRun(world: World, call: Call) {
  const execution = executionOf(world, call);
  const sent = call.request.json();
  if (!isObject(sent)) throw illegalArgument('A task run and a state are expected');
  const state = stateArgument(call, 'state', String(sent.state));
  const operation = `on execution ${execution.id} (operation_id=${world.ids.next()})`;
  const refusal = `Failed to execute action 'Change task run state' ${operation}. Cause: {cause}`;
  attempt(world, () => setTaskRunState(world.engine, execution, String(sent.taskRunId), state), refusal);
  return whole(world, execution);
}

function optionsOf(world: World, call: Call, execution: Execution): ReplayOptions {
  const taskRunId = call.request.query.get('taskRunId') ?? undefined;
  if (world.mode.problems && taskRunId && !execution.taskRuns?.some(({ id }) => id === taskRunId)) {
    throw illegalArgument(`Task run id '${taskRunId}' not found in execution '${execution.id}'`);
  }
  return { taskRunId, revision: revisionOf(world, call, execution) };
}

function revisionOf({ flows }: World, call: Call, { namespace, flowId }: Execution): number | undefined {
  const revision = call.request.optionalInteger('revision');
  if (revision === undefined || flows.find(namespace, flowId, revision)) return revision;
  throw notFound(`Unable to find revision ${revision} on flow ${namespace}.${flowId}`);
}

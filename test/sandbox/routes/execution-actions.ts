import { changeStatus, forceRun, kill, pause, requirePaused, resume, setLabels } from '../engine/commands.js';
import type { Execution } from '../engine/execution.js';
import { replay } from '../engine/replay.js';
import { restart, setTaskRunState } from '../engine/restart.js';
import { ended, isTerminal } from '../engine/state.js';
import { defineLabels } from '../flow/definition.js';
import { ApiError, illegalArgument, illegalState, notFound } from '../http/envelope.js';
import { empty, json, text } from '../http/reply.js';
import type { Call, Handler, Route } from '../http/router.js';
import { isObject } from '../json.js';
import { actedView } from '../views/execution.js';
import type { World } from '../world.js';
import { refuseSystemLabels, untilEnd } from './execution-create.js';
import { onResume, resumeInputs } from './execution-resume.js';
import { executionOf, FORM, JSON_BODY, type RouteExtras, tenant } from './lookup.js';
import { stateArgument } from './states.js';

/** What can be done to one execution. */
export function executionActionRoutes(world: World): Route[] {
  const { engine, mode } = world;
  const on = (method: string, name: string, operation: string, handle: Handler, extras?: RouteExtras) =>
    tenant([method, `/executions/{executionId}${mode.actionPath}/${name}`], operation, handle, extras);
  const whole = (execution: Execution) => json(actedView(execution, mode));
  // 2.0 answers the execution where 1.x answers nothing.
  const answer = (execution: Execution, status: number) =>
    mode.wholeExecutions ? empty(status) : whole(execution);
  const command = (act: () => void) => attempt(world, act);

  return [
    on('DELETE', 'kill', 'killExecution', (call) => killed(world, call)),
    on('POST', 'pause', 'pauseExecution', (call) => {
      const execution = executionOf(world, call, () => 'Page Not Found');
      command(() => pause(engine, execution));
      return answer(execution, 200);
    }),
    on(
      'POST',
      'resume',
      'resumeExecution',
      (call) => {
        const execution = executionOf(world, call, (id) => `Execution '${id}' not found.`);
        requirePaused(execution);
        const inputs = resumeInputs(world, execution, call);
        command(() => resume(engine, execution, inputs));
        return answer(execution, 204);
      },
      { consumes: FORM },
    ),
    on('POST', 'resume/validate', 'validateResumeExecutionInputs', (call) => onResume(world, call), {
      consumes: FORM,
    }),
    on('POST', 'restart', 'restartExecution', (call) => {
      const execution = executionOf(world, call);
      command(() => restart(engine, execution, revisionOf(world, call, execution)));
      return whole(execution);
    }),
    on('POST', 'replay', 'replayExecution', (call) => {
      const execution = executionOf(world, call);
      const taskRunId = call.request.query.get('taskRunId') ?? undefined;
      return whole(replay(engine, execution, { taskRunId, revision: revisionOf(world, call, execution) }));
    }),
    on('POST', 'force-run', 'forceRunExecution', (call) => {
      const execution = executionOf(world, call);
      command(() => forceRun(engine, execution));
      return whole(execution);
    }),
    on('POST', 'change-status', 'updateExecutionStatus', (call) => {
      const state = stateArgument(call, 'status');
      if (!isTerminal(state))
        throw illegalArgument('You can only change the state of an execution to a terminal state.');
      const execution = executionOf(world, call);
      command(() => changeStatus(engine, execution, state));
      return whole(execution);
    }),
    on(
      'POST',
      'state',
      'updateTaskRunState',
      (call) => {
        const execution = executionOf(world, call);
        const body = call.request.json();
        if (!isObject(body)) throw illegalArgument('A task run and a state are expected');
        const state = stateArgument(call, 'state', String(body.state));
        command(() => setTaskRunState(engine, execution, String(body.taskRunId), state));
        return whole(execution);
      },
      { consumes: JSON_BODY },
    ),
    on('POST', 'labels', 'setLabelsOnTerminatedExecution', (call) => labelled(world, call), {
      consumes: JSON_BODY,
    }),
  ];
}

async function killed(world: World, call: Call) {
  const execution = executionOf(world, call);
  const cascade = call.request.flag('isOnKillCascade', true);
  if (ended(execution.state) && !cascade) throw illegalState("Execution is already finished, can't kill it");
  kill(world.engine, execution, cascade);
  if (world.mode.wholeExecutions) return empty(202);
  await untilEnd(world, execution);
  return text(JSON.stringify(actedView(execution, world.mode)), 'text/json');
}

function labelled(world: World, call: Call) {
  const execution = executionOf(world, call);
  const body = call.request.json();
  const labels = defineLabels(Array.isArray(body) ? body : []);
  // A bare text under a JSON type, as Kestra sends it.
  if (!ended(execution.state)) return text('The execution is not terminated', 'application/json', 400);
  refuseSystemLabels(labels);
  setLabels(world.engine, execution, labels);
  return json(actedView(execution, world.mode));
}

function revisionOf({ flows }: World, call: Call, { namespace, flowId }: Execution): number | undefined {
  const revision = call.request.optionalInteger('revision');
  if (revision === undefined || flows.find(namespace, flowId, revision)) return revision;
  throw notFound(`Unable to find revision ${revision} on flow ${namespace}.${flowId}`);
}

// 2.0 says 409 for every action that the state forbids, 1.x often 422.
function attempt({ mode }: World, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (mode.wholeExecutions || !(error instanceof ApiError)) throw error;
    throw illegalState(error.message.replace(/^Illegal (argument|state): /, ''));
  }
}

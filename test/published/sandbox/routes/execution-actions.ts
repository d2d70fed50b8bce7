import { forceRun, kill, pause, requirePaused, resume, setLabels } from '../engine/commands.js';
import { ended } from '../engine/state.js';
import { defineLabels } from '../flow/definition.js';
import { badRequest, illegalState } from '../http/envelope.js';
import { empty, text } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { actedView } from '../views/execution.js';
import type { World } from '../world.js';
import { type Action, actionRoute, attempt, brief, whole } from './action.js';
import { onResume, resumeInputs } from './execution-resume.js';
import { refuseSystemLabels } from './label-parameters.js';
import { executionOf, FORM, JSON_BODY } from './lookup.js';

const form = { consumes: FORM };
const body = { consumes: JSON_BODY };

const ACTIONS: Action[] = [
  { method: 'DELETE', name: 'kill', operation: 'killExecution', handle: doKill },
  { method: 'POST', name: 'pause', operation: 'pauseExecution', handle: doPause },
  { method: 'POST', name: 'resume', operation: 'resumeExecution', handle: doResume, extras: form },
  {
    method: 'POST',
    name: 'resume/validate',
    operation: 'validateResumeExecutionInputs',
    handle: onResume,
    extras: form,
  },
  { method: 'POST', name: 'force-run', operation: 'forceRunExecution', handle: doForceRun },
  {
    method: 'POST',
    name: 'labels',
    operation: 'setLabelsOnTerminatedExecution',
    handle: doLabel,
    extras: body,
  },
];

/** Stop, continue and label an execution. */
export function executionActionRoutes(world: World): Route[] {
  return ACTIONS.map((action) => actionRoute(world, action));
}

function doKill(world: World, call: Call) {
  const execution = executionOf(world, call);
  const cascade = call.request.flag('isOnKillCascade', true);
  if (ended(execution.state) && !cascade) {
    throw illegalState(
      world.mode.conflicts === 'mixed'
        ? "Execution is already finished, can't kill it"
        : 'Cannot kill execution: execution is already terminated.',
    );
  }
  kill(world.engine, execution, cascade);
  if (world.mode.actionAnswers === 'brief') return empty(202);
  return text(JSON.stringify(actedView(execution, world.mode)), 'text/json');
}

function doPause(world: World, call: Call) {
  const execution = executionOf(world, call, () => 'Page Not Found');
  attempt(world, () => pause(world.engine, execution), 'Cannot pause execution: execution is not running.');
  return brief(world, execution, 200);
}

function doResume(world: World, call: Call) {
  const execution = executionOf(world, call, (id) => `Execution '${id}' not found.`);
  requirePaused(execution);
  const inputs = resumeInputs(world, execution, call);
  attempt(world, () => resume(world.engine, execution, inputs));
  return brief(world, execution, 204);
}

function doForceRun(world: World, call: Call) {
  const execution = executionOf(world, call);
  const refusal = 'Cannot force run execution: only non-terminated executions can be force run.';
  attempt(world, () => forceRun(world.engine, execution), refusal);
  return whole(world, execution);
}

function doLabel(world: World, call: Call) {
  const execution = executionOf(world, call);
  const sent = call.request.json();
  const labels = defineLabels(Array.isArray(sent) ? sent : []);
  if (!ended(execution.state)) return notEnded(world);
  refuseSystemLabels(labels);
  setLabels(world.engine, execution, labels);
  return whole(world, execution);
}

// Up to 1.x, a plain text with a JSON content type.
function notEnded({ mode }: World) {
  const reason = 'The execution is not terminated';
  if (mode.problems) throw badRequest(reason);
  return text(reason, 'application/json', 400);
}

import { blocked, failedChecks } from '../engine/checks.js';
import { pickUp } from '../engine/commands.js';
import { flowScope } from '../engine/context.js';
import { createExecution } from '../engine/create.js';
import type { Execution } from '../engine/execution.js';
import { formData, inputView, readInputs, resolveInputs, validInputs } from '../engine/inputs.js';
import { ended } from '../engine/state.js';
import { placeOf } from '../engine/storage.js';
import { illegalArgument, illegalState, notFound } from '../http/envelope.js';
import type { Part } from '../http/multipart.js';
import { json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import type { FlowRevision } from '../store/flows.js';
import { actedView } from '../views/execution.js';
import type { World } from '../world.js';
import { parseLabels } from './label-parameters.js';
import { FORM, tenant } from './lookup.js';

/** Start executions, and validate their inputs first. */
export function executionCreateRoutes(world: World): Route[] {
  return [
    tenant(['POST', '/executions/{namespace}/{id}'], 'createExecution', (call) => create(world, call), {
      consumes: FORM,
    }),
    tenant(
      ['POST', '/executions/{namespace}/{id}/validate'],
      'validateNewExecutionInputs',
      (call) => validate(world, call),
      {
        consumes: FORM,
      },
    ),
  ];
}

async function create(world: World, call: Call) {
  const { request } = call;
  const flow = requestedFlow(world, call);
  if (flow.definition.disabled) throw illegalState('Requested Flow is disabled.');
  const labels = parseLabels(request.query.getAll('labels'));
  const id = world.ids.next();
  const { id: flowId, namespace } = flow.definition;
  const data = formData(request.parts(), (part) => keepFile(world, { namespace, flowId, id }, part));
  const scope = flowScope(world, flow.definition);
  const resolved = resolveInputs(flow.definition.inputs ?? [], data, scope);
  const inputs = validInputs(resolved);
  const failed = failedChecks(flow.definition.rest.checks, inputs, scope);
  const reason = blocked(failed);
  if (reason !== undefined) throw illegalArgument(reason);
  const execution = createExecution(world, {
    id,
    flow,
    inputs,
    labels: [...labels, { key: 'system.from', value: 'api' }],
    scheduleDate: request.query.get('scheduleDate') ?? undefined,
    kind: request.query.get('kind') ?? undefined,
    breakpoints: breakpointsOf(call),
  });
  if (failed.some(({ behavior }) => behavior === 'FAIL_EXECUTION')) fail(world, execution);
  else await begin(world, call, execution);
  const view = { ...actedView(execution, world.mode), url: uiPath(world, execution) };
  // Until it is read from the store, an execution contains its values as they were parsed.
  const waits = request.flag('wait', false);
  const fresh = !waits && !world.ways.answersWhenStarted && execution.inputs !== undefined;
  return json(fresh ? { ...view, inputs: readInputs(resolved) } : view);
}

// Rejected by a check: the execution exists, but has ended.
function fail({ executions, engine }: World, execution: Execution): void {
  executions.add(execution);
  engine.end(execution, 'FAILED');
}

async function begin(world: World, { request }: Call, execution: Execution): Promise<void> {
  world.engine.submit(execution);
  if (world.mode.engine.answersWhenStarted && execution.scheduleDate === undefined)
    startNow(world, execution);
  if (request.flag('wait', false)) await untilEnd(world, execution);
}

/** Picks up a submitted execution immediately. */
export function startNow({ timers, engine }: World, execution: Execution): void {
  timers.cancel(execution.id);
  pickUp(engine, execution);
}

/** The tasks before which the execution stops. */
export function breakpointsOf({ request }: Call): string[] {
  return request.query
    .getAll('breakpoints')
    .flatMap((text) => text.split(','))
    .filter(Boolean);
}

/** The URL of an execution in the Kestra UI. */
export function uiPath({ tenant }: World, { namespace, flowId, id }: Execution): string {
  return `/ui/${tenant}/executions/${namespace}/${flowId}/${id}`;
}

/** Resolves when the execution has ended. */
export function untilEnd({ executions }: World, execution: Execution): Promise<void> {
  if (ended(execution.state)) return Promise.resolve();
  return new Promise((resolve) => {
    const leave = executions.follow(execution.id, ({ state }) => {
      if (!ended(state)) return;
      leave();
      resolve();
    });
  });
}

function validate(world: World, call: Call) {
  const { definition } = requestedFlow(world, call);
  const { id, namespace, inputs = [], rest } = definition;
  const owner = { namespace, flowId: id, id: world.ids.next() };
  const scope = flowScope(world, definition);
  const resolved = resolveInputs(
    inputs,
    formData(call.request.parts(), (part) => keepFile(world, owner, part)),
    scope,
  );
  const faulty = resolved.some(({ error }) => error !== undefined);
  const checks = faulty ? [] : failedChecks(rest.checks, validInputs(resolved), scope);
  return json({ id, namespace, inputs: resolved.map(inputView), checks });
}

function requestedFlow(world: World, call: Call): FlowRevision {
  const revision = call.request.optionalInteger('revision');
  const flow = world.flows.find(call.param('namespace'), call.param('id'), revision);
  if (!flow) throw notFound('Requested Flow is not found.');
  return flow;
}

/** Stores the file of an input and returns its URI. */
export function keepFile(
  { storage }: World,
  owner: Pick<Execution, 'namespace' | 'flowId' | 'id'>,
  part: Part,
): string {
  const uri = `${placeOf(owner)}/inputs/${part.name}/${part.filename ?? part.name}`;
  storage.set(uri, part.content);
  return uri;
}

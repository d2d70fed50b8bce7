import { requirePaused } from '../engine/commands.js';
import { executionScope } from '../engine/context.js';
import type { Execution, ResolvedInput } from '../engine/execution.js';
import { formData, inputView, resolveInputs, validInputs } from '../engine/inputs.js';
import { current } from '../engine/state.js';
import { allTasks, type InputDefinition } from '../flow/definition.js';
import { json } from '../http/reply.js';
import type { Call } from '../http/router.js';
import type { JsonObject } from '../json.js';
import type { World } from '../world.js';
import { keepFile } from './execution-create.js';
import { executionOf } from './lookup.js';

/** Validates the inputs of a resume. */
export function onResume(world: World, call: Call) {
  const execution = executionOf(world, call, (id) => `Execution '${id}' not found.`);
  requirePaused(execution);
  const { flowId: id, namespace } = execution;
  const resolved = resolve(world, execution, call) ?? [];
  return json({ id, namespace, inputs: resolved.map(inputView), checks: [] });
}

/** The inputs that a Pause task asks for, if any. */
export function resumeInputs(world: World, execution: Execution, call: Call): JsonObject | undefined {
  const resolved = resolve(world, execution, call);
  return resolved && validInputs(resolved);
}

function resolve(world: World, execution: Execution, call: Call): ResolvedInput[] | undefined {
  const run = execution.taskRuns?.find(({ state }) => current(state) === 'PAUSED');
  const definition = world.engine.definition(execution);
  const task = [definition?.tasks, definition?.errors].flatMap(allTasks).find(({ id }) => id === run?.taskId);
  const inputs = task?.onResume as InputDefinition[] | undefined;
  if (!inputs) return undefined;
  const data = formData(call.request.parts(), (part) => keepFile(world, execution, part));
  return resolveInputs(inputs, data, executionScope(world, execution, run));
}

import { coreType } from '../flow/catalog.js';
import type { TaskDefinition } from '../flow/definition.js';
import type { Json, JsonObject } from '../json.js';
import { render } from '../pebble/render.js';
import type { FlowRevision } from '../store/flows.js';
import { flowScope } from './context.js';
import { createExecution } from './create.js';
import type { Execution } from './execution.js';
import { inputData, resolveInputs, validInputs } from './inputs.js';
import type { Running } from './running.js';

/** The request that a webhook received. */
export interface Hook {
  body?: Json;
  headers: Readonly<Record<string, string[]>>;
  parameters: Readonly<Record<string, string[]>>;
}

/** Finds the webhook of a flow by its key. */
export function webhookOf({ definition }: FlowRevision, key: string): TaskDefinition | undefined {
  return definition.triggers?.find(
    (trigger) => trigger.type === coreType('trigger.Webhook') && trigger.key === key,
  );
}

/** Starts a flow by its webhook. The execution stores the whole request, including credentials. */
export function runWebhook(
  engine: Running,
  { flow, trigger }: { flow: FlowRevision; trigger: TaskDefinition },
  { body, headers, parameters }: Hook,
): Execution {
  const { host } = engine;
  const variables: JsonObject = { ...(body === undefined ? {} : { body }), headers, parameters };
  const scope = flowScope(host, flow.definition);
  const seen = { ...scope, variables: { ...scope.variables, trigger: variables } };
  const data = inputData(render(trigger.inputs ?? {}, seen));
  const execution = createExecution(host, {
    flow,
    inputs: validInputs(resolveInputs(flow.definition.inputs ?? [], data, seen)),
    labels: [{ key: 'system.from', value: 'trigger' }],
    trigger: { id: trigger.id, type: trigger.type, variables },
  });
  engine.submit(execution);
  return execution;
}

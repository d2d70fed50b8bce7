import type { Json, JsonObject } from '../json.js';
import { isObject, objects } from '../json.js';
import { coreType } from './catalog.js';
import type { FlowDefinition } from './definition.js';

/** A flow whose executions a Flow trigger waits for; without states any end counts. */
export interface Upstream {
  namespace: string;
  flowId?: string;
  states?: string[];
}

/** The Flow triggers of a flow that are not switched off. */
export function flowTriggers({ triggers }: FlowDefinition): JsonObject[] {
  return (triggers ?? []).filter(
    ({ type, disabled }) => type === coreType('trigger.Flow') && disabled !== true,
  );
}

/** The flows a Flow trigger needs all of: `preconditions.flows`, or `dependsOn` since 2.0. */
export function requiredFlows(trigger: JsonObject): Upstream[] {
  const preconditions = isObject(trigger.preconditions) ? objects(trigger.preconditions.flows) : [];
  return [...preconditions, ...objects(trigger.dependsOn)].map(upstream);
}

/** The conditions of a Flow trigger by their short name, `ExecutionFlow` for instance. */
export function conditionsOf(trigger: JsonObject): { name: string; condition: JsonObject }[] {
  return objects(trigger.conditions).map((condition) => ({
    name: String(condition.type)
      .replace(/^.*\./, '')
      .replace(/Condition$/, ''),
    condition,
  }));
}

/** Every flow that a Flow trigger names. */
export function namedFlows(trigger: JsonObject): Upstream[] {
  const conditions = conditionsOf(trigger).filter(({ name }) => name === 'ExecutionFlow');
  return [...requiredFlows(trigger), ...conditions.map(({ condition }) => upstream(condition))];
}

function upstream({ namespace, flowId, states }: JsonObject): Upstream {
  return {
    namespace: String(namespace),
    ...(flowId === undefined ? {} : { flowId: String(flowId) }),
    ...(Array.isArray(states) ? { states: states.map((state: Json) => String(state)) } : {}),
  };
}

import type { Json, JsonObject } from '../json.js';
import { isObject, objects } from '../json.js';
import { coreType } from './catalog.js';
import type { FlowDefinition } from './definition.js';

/** Identifies a flow. */
export interface FlowPlace {
  namespace: string;
  flowId: string;
}

/** A flow whose executions a Flow trigger waits for. Without states, any final state counts. */
export interface Upstream {
  namespace: string;
  flowId?: string;
  states?: string[];
}

/** The Flow triggers of a flow. */
export function flowTriggers({ triggers }: FlowDefinition): JsonObject[] {
  return (triggers ?? []).filter(({ type }) => type === coreType('trigger.Flow'));
}

/**
 * The flows that a Flow trigger requires: preconditions, several conditions, or `dependsOn` since 2.0. That
 * `dependsOn` names flows like preconditions do is a guess.
 */
export function requiredFlows(trigger: JsonObject): Upstream[] {
  const preconditions = isObject(trigger.preconditions) ? objects(trigger.preconditions.flows) : [];
  const several = objects(trigger.conditions)
    .filter(({ type }) => shortName(type) === 'MultipleCondition')
    .flatMap(({ conditions }) => (isObject(conditions) ? objects(Object.values(conditions)) : []))
    .filter(({ type }) => shortName(type) === 'ExecutionFlow');
  return [...preconditions, ...several, ...objects(trigger.dependsOn)].map(upstream);
}

/** The short name of a condition, for example `ExecutionFlow`. */
export interface NamedCondition {
  name: string;
  condition: JsonObject;
}

/** The conditions of a Flow trigger that a single execution must meet. */
export function conditionsOf(trigger: JsonObject): NamedCondition[] {
  return objects(trigger.conditions)
    .map((condition) => ({ name: shortName(condition.type), condition }))
    .filter(({ name }) => name !== 'Multiple' && name !== 'MultipleCondition');
}

/** Whether a condition accepts a flow. Undefined for a condition that is not about flows. */
export function admits({ name, condition }: NamedCondition, flow: FlowPlace): boolean | undefined {
  if (name === 'ExecutionFlow') return matches(upstream(condition), flow);
  if (name !== 'ExecutionNamespace') return undefined;
  const prefix = condition.prefix === true || condition.comparison === 'PREFIX';
  const namespace = String(condition.namespace);
  return prefix ? flow.namespace.startsWith(namespace) : flow.namespace === namespace;
}

/** Whether a trigger waits for this flow. */
export function matches(wanted: Upstream, flow: FlowPlace): boolean {
  return wanted.namespace === flow.namespace && [undefined, flow.flowId].includes(wanted.flowId);
}

/** Whether executions of a flow can matter to a Flow trigger. Without conditions, all do. */
export function concerns(trigger: JsonObject, flow: FlowPlace): boolean {
  if (!conditionsOf(trigger).every((condition) => admits(condition, flow) !== false)) return false;
  const required = requiredFlows(trigger);
  if (required.length > 0) return required.some((wanted) => matches(wanted, flow));
  return trigger.preconditions === undefined;
}

// `ExecutionFlowCondition` is the old name of `ExecutionFlow`. MultipleCondition has not been renamed.
function shortName(type: Json | undefined): string {
  const name = String(type).replace(/^.*\./, '');
  return name === 'MultipleCondition' ? name : name.replace(/Condition$/, '');
}

function upstream({ namespace, flowId, states }: JsonObject): Upstream {
  return {
    namespace: String(namespace),
    ...(flowId === undefined ? {} : { flowId: String(flowId) }),
    ...(Array.isArray(states) ? { states: states.map(String) } : {}),
  };
}

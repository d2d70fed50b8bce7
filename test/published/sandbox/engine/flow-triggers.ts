import {
  admits,
  conditionsOf,
  flowTriggers,
  matches,
  type NamedCondition,
  requiredFlows,
  type Upstream,
} from '../flow/upstream.js';
import { ApiError } from '../http/envelope.js';
import type { Json, JsonObject } from '../json.js';
import { isObject } from '../json.js';
import { PebbleError } from '../pebble/lexer.js';
import { render } from '../pebble/render.js';
import type { FlowRevision } from '../store/flows.js';
import { isoDate } from '../time.js';
import { executionScope, nested } from './context.js';
import { CORRELATION_ID, createExecution } from './create.js';
import type { Engine } from './engine.js';
import type { Execution } from './execution.js';
import type { InputScope } from './input-resolver.js';
import { inputData, resolveInputs, validInputs } from './inputs.js';
import { current } from './state.js';

/** Starts the flows whose Flow trigger matches an ended execution. */
export class FlowTriggers {
  /** The required flows that have ended in a wanted state, by trigger. */
  readonly #met = new Map<string, Set<number>>();
  /** The outputs that a trigger has seen, by namespace and flow. */
  readonly #outputs = new Map<string, JsonObject>();

  constructor(private readonly engine: Engine) {
    engine.onEnd((execution) => this.#evaluate(execution));
  }

  #evaluate(ended: Execution): void {
    // a guess: a test of one flow does not start another. A turn of a Loop does not end a flow.
    if (ended.kind === 'TEST' || ended.kind === 'LOOP') return;
    for (const flow of this.engine.host.flows.all()) {
      const { id, namespace, disabled } = flow.definition;
      // Kestra also prevents a flow from triggering itself.
      if (disabled || (id === ended.flowId && namespace === ended.namespace)) continue;
      for (const trigger of flowTriggers(flow.definition)) {
        const key = keyOf(flow, trigger);
        this.#collect(key, ended);
        if (this.#satisfied(key, trigger, ended)) this.#start(flow, trigger, ended);
      }
    }
  }

  // What 2.0 adds about the ended execution.
  #told(flow: FlowRevision, trigger: JsonObject, ended: Execution): JsonObject {
    const key = keyOf(flow, trigger);
    const byFlow = this.#outputs.get(key) ?? {};
    this.#outputs.delete(key);
    const labels = ended.labels.filter((label) => label.key !== CORRELATION_ID);
    const lastTaskId = ended.taskRuns?.at(-1)?.taskId;
    return {
      executionLabels: nested(labels),
      startDate: isoDate(ended.state[0]?.at ?? 0),
      endDate: isoDate(ended.state.at(-1)?.at ?? 0),
      ...(lastTaskId === undefined ? {} : { lastTaskId }),
      outputs: { ...ended.outputs, ...byFlow },
    };
  }

  // The first outputs of each flow since the trigger last fired, even of flows it does not wait for.
  #collect(key: string, { namespace, flowId, outputs }: Execution): void {
    if (!outputs) return;
    const known = this.#outputs.get(key) ?? {};
    const flows = isObject(known[namespace]) ? known[namespace] : {};
    this.#outputs.set(key, { ...known, [namespace]: { [flowId]: outputs, ...flows } });
  }

  #satisfied(key: string, trigger: JsonObject, ended: Execution): boolean {
    if (trigger.disabled === true) return false;
    const states = Array.isArray(trigger.states) ? trigger.states : undefined;
    if (states && !states.includes(current(ended.state))) return false;
    // The sandbox does not support preconditions by expression. Such a trigger never fires.
    if (isObject(trigger.preconditions) && trigger.preconditions.where !== undefined) return false;
    if (!conditionsOf(trigger).every((condition) => holds(condition, ended))) return false;
    const required = requiredFlows(trigger);
    if (required.length === 0) return true;
    const met = this.#met.get(key) ?? new Set();
    this.#met.set(key, met);
    const now = required.flatMap((each, index) => (endedAsWanted(each, ended) ? [index] : []));
    for (const index of now) met.add(index);
    if (now.length === 0 || met.size < required.length) return false;
    met.clear();
    return true;
  }

  #start(flow: FlowRevision, trigger: JsonObject, ended: Execution): void {
    const { host } = this.engine;
    const { id: executionId, namespace, flowId, flowRevision } = ended;
    const state = current(ended.state);
    const known = { executionId, namespace, flowId, flowRevision, state };
    const variables = host.ways.outputsByFlow
      ? { ...known, ...this.#told(flow, trigger, ended) }
      : { ...known, outputs: ended.outputs };
    const scope = executionScope(host, { ...ended, trigger: { id: '', type: '', variables } });
    const inputs = inputsFor(flow, trigger, scope);
    // Kestra creates no execution if the inputs are invalid.
    if (!inputs) return;
    const labels = ended.labels.filter(({ key }) => key === CORRELATION_ID);
    const started = { id: String(trigger.id), type: String(trigger.type), variables };
    this.engine.submit(createExecution(host, { flow, inputs, labels, trigger: started }));
  }
}

const keyOf = ({ definition }: FlowRevision, { id }: JsonObject) =>
  `${definition.namespace}/${definition.id}/${String(id)}`;

function inputsFor(flow: FlowRevision, trigger: JsonObject, scope: InputScope): JsonObject | undefined {
  try {
    const data = inputData(render(trigger.inputs ?? {}, scope));
    return validInputs(resolveInputs(flow.definition.inputs ?? [], data, scope));
  } catch (error) {
    if (error instanceof PebbleError || error instanceof ApiError) return undefined;
    throw error;
  }
}

function holds(named: NamedCondition, ended: Execution): boolean {
  const { name, condition } = named;
  const admitted = admits(named, ended);
  if (admitted !== undefined) return admitted;
  // The sandbox does not support other conditions. Such a trigger never fires.
  if (name !== 'ExecutionStatus') return false;
  const listed = (states: Json | undefined) => Array.isArray(states) && states.includes(current(ended.state));
  return (condition.in === undefined || listed(condition.in)) && !listed(condition.notIn);
}

function endedAsWanted({ states, ...wanted }: Upstream, ended: Execution): boolean {
  return matches(wanted, ended) && (states === undefined || states.includes(current(ended.state)));
}

import { conditionsOf, flowTriggers, requiredFlows, type Upstream } from '../flow/upstream.js';
import type { JsonObject } from '../json.js';
import { isObject } from '../json.js';
import { render } from '../pebble/render.js';
import type { FlowRevision } from '../store/flows.js';
import { executionScope } from './context.js';
import { CORRELATION_ID, createExecution } from './create.js';
import type { Engine } from './engine.js';
import type { Execution } from './execution.js';
import { inputData, resolveInputs, validInputs } from './inputs.js';
import { current } from './state.js';

/** Starts flows whose Flow trigger an ended execution satisfies. */
export class FlowTriggers {
  /** By trigger, which of its required flows have ended as wanted. */
  readonly #met = new Map<string, Set<number>>();

  constructor(private readonly engine: Engine) {
    engine.onEnd((execution) => this.#evaluate(execution));
  }

  #evaluate(ended: Execution): void {
    for (const flow of this.engine.host.flows.all()) {
      const { id, namespace, disabled } = flow.definition;
      // Kestra does not let a flow trigger itself either.
      if (disabled || (id === ended.flowId && namespace === ended.namespace)) continue;
      for (const trigger of flowTriggers(flow.definition)) {
        if (this.#satisfied(`${namespace}/${id}/${String(trigger.id)}`, trigger, ended))
          this.#start(flow, trigger, ended);
      }
    }
  }

  #satisfied(key: string, trigger: JsonObject, ended: Execution): boolean {
    const states = Array.isArray(trigger.states) ? trigger.states : undefined;
    if (states && !states.includes(current(ended.state))) return false;
    // Preconditions by expression are beyond the sandbox: such a trigger never fires.
    if (isObject(trigger.preconditions) && trigger.preconditions.where !== undefined) return false;
    if (!conditionsOf(trigger).every(({ name, condition }) => holds(name, condition, ended))) return false;
    const required = requiredFlows(trigger);
    if (required.length === 0) return true;
    const met = this.#met.get(key) ?? new Set();
    this.#met.set(key, met);
    const now = required.flatMap((each, index) => (matches(each, ended) ? [index] : []));
    for (const index of now) met.add(index);
    if (now.length === 0 || met.size < required.length) return false;
    met.clear();
    return true;
  }

  #start(flow: FlowRevision, trigger: JsonObject, ended: Execution): void {
    const { host } = this.engine;
    const { id: executionId, namespace, flowId, flowRevision } = ended;
    const state = current(ended.state);
    const variables = { executionId, namespace, flowId, flowRevision, state, outputs: ended.outputs };
    const scope = executionScope(host, { ...ended, trigger: { id: '', type: '', variables } });
    const data = inputData(render(trigger.inputs ?? {}, scope));
    const resolved = resolveInputs(flow.definition.inputs ?? [], data, scope);
    // With inputs that do not fit, Kestra does not create the execution.
    if (resolved.some(({ error }) => error !== undefined)) return;
    const labels = ended.labels.filter(({ key }) => key === CORRELATION_ID);
    const started = { id: String(trigger.id), type: String(trigger.type), variables };
    this.engine.submit(
      createExecution(host, { flow, inputs: validInputs(resolved), labels, trigger: started }),
    );
  }
}

function matches({ namespace, flowId, states }: Upstream, ended: Execution): boolean {
  if (namespace !== ended.namespace || (flowId !== undefined && flowId !== ended.flowId)) return false;
  return states === undefined || states.includes(current(ended.state));
}

function holds(name: string, condition: JsonObject, ended: Execution): boolean {
  const listed = (key: string) => {
    const states = condition[key];
    return Array.isArray(states) ? states.includes(current(ended.state)) : undefined;
  };
  switch (name) {
    case 'ExecutionFlow':
      return (
        condition.namespace === ended.namespace &&
        [undefined, ended.flowId].includes(condition.flowId as string)
      );
    case 'ExecutionStatus':
      return listed('in') !== false && listed('notIn') !== true;
    case 'ExecutionNamespace':
      return condition.prefix === true || condition.comparison === 'PREFIX'
        ? ended.namespace.startsWith(String(condition.namespace))
        : ended.namespace === condition.namespace;
    default:
      return false;
  }
}

import type { TaskDefinition } from '../flow/definition.js';
import type { FlowRevision } from '../store/flows.js';
import { isoDate } from '../time.js';

/** What a flow's JSON shows beyond its definition. */
export interface FlowViewOptions {
  /** Whether it was read back: only then it has `updated` and a list of triggers even when empty. */
  stored: boolean;
  source?: boolean;
}

/** A flow as Kestra's JSON. */
export function flowView(flow: FlowRevision, { stored, source = false }: FlowViewOptions): object {
  const { rest, id, namespace, description, inputs, outputs, disabled, labels, tasks, triggers, ...others } =
    flow.definition;
  return {
    id,
    namespace,
    revision: flow.revision,
    updated: stored ? isoDate(flow.updated) : undefined,
    description,
    inputs,
    outputs,
    disabled,
    deleted: flow.deleted,
    labels,
    ...others,
    ...rest,
    tasks,
    triggers: stored ? (triggers ?? []) : triggers,
    source: source ? flow.source : undefined,
  };
}

/** A flow as an execution shows it: its tasks without their properties. */
export function executionFlowView({ definition, revision, deleted }: FlowRevision): object {
  const brief = (tasks: readonly TaskDefinition[] | undefined) =>
    (tasks ?? []).map(({ id, type }) => ({ id, type }));
  return {
    id: definition.id,
    namespace: definition.namespace,
    revision,
    inputs: definition.inputs,
    outputs: definition.outputs,
    disabled: definition.disabled,
    deleted,
    tasks: brief(definition.tasks),
    errors: brief(definition.errors),
    afterExecution: [],
    triggers: brief(definition.triggers),
    sla: [],
    finally: brief(definition.finally),
  };
}

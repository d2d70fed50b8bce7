import type { TaskDefinition } from '../flow/definition.js';
import type { Json } from '../json.js';
import { isObject } from '../json.js';
import type { Mode } from '../modes.js';
import type { FlowRevision } from '../store/flows.js';
import { isoDate } from '../time.js';

/** What the JSON of a flow contains besides its definition. */
export interface FlowViewOptions {
  /** Whether it was read from the store. Only then it has `updated`, and a list of triggers even if empty. */
  stored: boolean;
  source?: boolean;
  mode: Mode;
}

/** The JSON of a flow. */
export function flowView(flow: FlowRevision, { stored, source = false, mode }: FlowViewOptions): object {
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
    draft: mode.flowDrafts ? false : undefined,
    labels,
    ...others,
    ...rest,
    tasks: tasks.map(taskView),
    triggers: stored ? (triggers ?? []) : triggers,
    source: source ? flow.source : undefined,
  };
}

/** A task in the JSON of a flow. */
export function taskView(task: TaskDefinition): TaskDefinition {
  return withRetry(withTexts(task));
}

// Properties that may be an expression or a structure. Kestra shows a structure as JSON text.
const TEXT_PROPERTIES: Readonly<Record<string, string>> = {
  'output.OutputValues': 'values',
  'metric.Publish': 'metrics',
};

function withTexts(task: TaskDefinition): TaskDefinition {
  const property = TEXT_PROPERTIES[task.type.replace('io.kestra.plugin.core.', '')];
  const value: Json | undefined = property === undefined ? undefined : task[property];
  if (property === undefined || value === undefined || typeof value !== 'object') return task;
  return { ...task, [property]: JSON.stringify(value) };
}

// The JSON contains both names of the limit, and what a retry restarts.
function withRetry(task: TaskDefinition): TaskDefinition {
  const { retry } = task;
  if (!isObject(retry)) return task;
  const most = retry.maxAttempts ?? retry.maxAttempt;
  const limits = most === undefined ? {} : { maxAttempts: most, maxAttempt: most };
  return { ...task, retry: { behavior: 'RETRY_FAILED_TASK', ...retry, ...limits } };
}

/** A flow as part of an execution: its tasks have no properties. */
export function executionFlowView({ definition, revision, deleted }: FlowRevision, mode: Mode): object {
  const brief = (tasks: readonly TaskDefinition[] | undefined) =>
    (tasks ?? []).map(({ id, type }) => ({ id, type }));
  return {
    id: definition.id,
    namespace: definition.namespace,
    revision,
    inputs: definition.inputs,
    outputs: mode.flowDrafts ? undefined : definition.outputs,
    disabled: definition.disabled,
    deleted,
    draft: mode.flowDrafts ? false : undefined,
    tasks: brief(definition.tasks),
    errors: brief(definition.errors),
    afterExecution: [],
    triggers: brief(definition.triggers),
    quotas: mode.flowDrafts ? [] : undefined,
    sla: [],
    finally: brief(definition.finally),
  };
}

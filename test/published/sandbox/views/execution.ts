import type { Attempt, Execution, LoopRun, TaskRun } from '../engine/execution.js';
import type { JsonObject } from '../json.js';
import type { Mode } from '../modes.js';
import { isoDate } from '../time.js';
import type { World } from '../world.js';
import { stateView } from './state.js';

/** An execution, read by its id. */
export function executionView(execution: Execution, { mode, tenant }: World): object {
  if (mode.wholeExecutions) return whole(execution);
  const { deleted: _, outputs: __, ...rest } = whole(execution);
  const inputs = execution.inputs && withoutNulls(execution.inputs);
  return { tenantId: tenant, ...rest, inputs, taskRunList: (execution.taskRuns ?? []).map(slimRun) };
}

/** An execution as actions and streams return it. */
export function actedView(execution: Execution, mode: Mode): object {
  if (mode.wholeExecutions) return whole(execution);
  const { outputs: _, ...rest } = whole(execution);
  const runs = execution.taskRuns?.map((run) => ({ ...runView(run, execution), outputs: null }));
  return { ...rest, taskRunList: runs };
}

/** An execution in a list. */
export function listedView(execution: Execution, { mode, tenant }: World): object {
  if (mode.wholeExecutions) return whole(execution);
  const { taskRunList: _, outputs: __, deleted: ___, metadata: ____, ...rest } = whole(execution);
  return { tenantId: tenant, ...rest, inputs: execution.inputs && withoutNulls(execution.inputs) };
}

// Executions read from the store omit inputs without a value.
function withoutNulls(inputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null));
}

/** An execution as the webhook that started it returns it. */
export function webhookView(execution: Execution, { tenant }: World): object {
  const { id, namespace, flowId, flowRevision, trigger, labels, state } = whole(execution);
  return { tenantId: tenant, id, namespace, flowId, flowRevision, trigger, labels, state };
}

/** The first event of a stream, which contains only the id. */
export function emptyExecution(id: string, at: number): object {
  const metadata = { attemptNumber: 1, originalCreatedDate: isoDate(at) };
  return { id, labels: [], originalId: id, deleted: false, metadata };
}

/** A complete task run. */
export function runView(run: TaskRun, { id: executionId, namespace, flowId }: Execution): object {
  return {
    id: run.id,
    executionId,
    namespace,
    flowId,
    taskId: run.taskId,
    parentTaskRunId: run.parentTaskRunId,
    value: run.value,
    attempts: run.attempts?.map(attemptView),
    outputs: run.outputs,
    state: stateView(run.state),
    iteration: run.iteration,
    forceExecution: run.forceExecution,
  };
}

function whole(execution: Execution): Record<string, unknown> {
  return {
    id: execution.id,
    namespace: execution.namespace,
    flowId: execution.flowId,
    flowRevision: execution.flowRevision,
    taskRunList: execution.taskRuns?.map((run) => runView(run, execution)),
    inputs: execution.inputs,
    outputs: execution.outputs,
    labels: execution.labels,
    state: stateView(execution.state),
    parentId: execution.parentId,
    originalId: execution.loopRun ? undefined : execution.originalId,
    trigger: execution.trigger,
    deleted: false,
    metadata: {
      attemptNumber: execution.attemptNumber,
      originalCreatedDate: isoDate(execution.originalCreatedDate),
    },
    scheduleDate: execution.scheduleDate,
    kind: execution.kind,
    loopRun: execution.loopRun && loopView(execution.loopRun),
    breakpoints: execution.breakpoints?.map((id) => ({ id })),
  };
}

// The parents of a turn, as an action would return them.
function loopView({ parent, ...turn }: LoopRun): object {
  const { outputs: _, ...rest } = whole(parent);
  const runs = parent.taskRuns?.map((run) => ({ ...runView(run, parent), outputs: null }));
  return { parent: { ...rest, taskRunList: runs }, ...turn };
}

function slimRun({ id, taskId, parentTaskRunId, value, attempts, state }: TaskRun): object {
  return {
    id,
    taskId,
    parentTaskRunId,
    value,
    attempts: attempts?.map(attemptView),
    state: stateView(state),
  };
}

function attemptView({ state, workerId }: Attempt): object {
  return { state: stateView(state), workerId };
}

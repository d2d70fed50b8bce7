import type { Attempt, Execution, TaskRun } from '../engine/execution.js';
import type { Mode } from '../modes.js';
import { isoDate } from '../time.js';
import type { World } from '../world.js';
import { stateView } from './state.js';

/** An execution by its id. */
export function executionView(execution: Execution, { mode, tenant }: World): object {
  if (mode.wholeExecutions) return whole(execution);
  const { deleted: _, outputs: __, ...rest } = stored(execution);
  return { tenantId: tenant, ...rest, taskRunList: (execution.taskRuns ?? []).map(slimRun) };
}

/** An execution as the answer of an action on it. */
export function actedView(execution: Execution, mode: Mode): object {
  if (mode.wholeExecutions) return whole(execution);
  const { outputs: _, ...rest } = whole(execution);
  const runs = execution.taskRuns?.map((run) => ({ ...runView(run, execution), outputs: null }));
  return { ...rest, taskRunList: runs };
}

/** An execution among others. */
export function listedView(execution: Execution, { mode, tenant }: World): object {
  if (mode.wholeExecutions) return whole(execution);
  const { taskRunList: _, outputs: __, deleted: ___, metadata: ____, ...rest } = stored(execution);
  return { tenantId: tenant, ...rest };
}

/** The first event for those who follow an execution: nothing but its id. */
export function emptyExecution(id: string, at: number): object {
  const metadata = { attemptNumber: 1, originalCreatedDate: isoDate(at) };
  return { id, labels: [], originalId: id, deleted: false, metadata };
}

/** A task run in full. */
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
  };
}

function whole(execution: Execution) {
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
    originalId: execution.originalId,
    trigger: execution.trigger,
    deleted: false,
    metadata: {
      attemptNumber: execution.attemptNumber,
      originalCreatedDate: isoDate(execution.originalCreatedDate),
    },
    scheduleDate: execution.scheduleDate,
    kind: execution.kind,
  };
}

// What 2.0 has read back: inputs without a value are gone.
function stored(execution: Execution) {
  const { inputs, ...rest } = whole(execution);
  const given = Object.entries(inputs ?? {}).filter(([, value]) => value !== null);
  return { ...rest, inputs: inputs && Object.fromEntries(given) };
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

import type { FlowDefinition, Label } from '../flow/definition.js';
import type { Json, JsonObject } from '../json.js';
import { isObject } from '../json.js';
import { isoDate } from '../time.js';
import type { Execution, TaskRun } from './execution.js';
import { currentEach, functionsOf } from './functions.js';
import type { Host } from './host.js';
import type { InputScope } from './input-resolver.js';
import { ENCRYPTED } from './input-values.js';
import { itemOf, lineage, outputsOf, parentsOf, valuePath } from './loop/scope.js';
import { putNested } from './nested.js';
import { current } from './state.js';

/** The variables that the expressions of an execution, or of one of its task runs, can use. */
export function executionScope(host: Host, execution: Execution, run?: TaskRun): InputScope {
  const flow = host.flows.find(execution.namespace, execution.flowId, execution.flowRevision)?.definition;
  const runs = lineage(execution).flatMap(({ taskRuns = [] }) => taskRuns);
  const at = run ? valuePath(run, runs) : [];
  const variables: JsonObject = {
    flow: {
      id: execution.flowId,
      namespace: execution.namespace,
      revision: execution.flowRevision,
      tenantId: host.tenant,
    },
    execution: {
      id: execution.id,
      startDate: startDate(execution),
      state: current(execution.state),
      originalId: execution.originalId,
    },
    inputs: decrypted(execution.inputs ?? {}),
    outputs: outputsOf(runs),
    tasks: Object.fromEntries(runs.map((each) => [each.taskId, { state: current(each.state) }])),
    labels: nested(execution.labels),
    vars: flow?.variables ?? {},
    envs: {},
    trigger: execution.trigger?.variables ?? {},
    ...(run ? { taskrun: runVariables(run), task: { id: run.taskId }, ...parentsOf(run, runs) } : {}),
    ...(execution.loopRun ? { item: itemOf(execution.loopRun) } : {}),
  };
  const functions = functionsOf(host, execution.namespace);
  const currentEachOutput = ([outputs]: Json[]) => currentEach(outputs, at);
  return { variables, functions: { ...functions, currentEachOutput }, inputRules: host.ways.inputs };
}

/** Identifies a flow. */
export type FlowName = Pick<FlowDefinition, 'namespace' | 'id'>;

/** The variables for inputs before their execution exists. */
export function flowScope(host: Host, { namespace, id }: FlowName): InputScope {
  const variables = { flow: { id, namespace, tenantId: host.tenant } };
  return { variables, functions: functionsOf(host, namespace), inputRules: host.ways.inputs };
}

const startDate = (execution: Execution) => isoDate(execution.state[0]?.at ?? 0);

function runVariables(run: TaskRun): JsonObject {
  return {
    id: run.id,
    startDate: isoDate(run.state[0]?.at ?? 0),
    attemptsCount: (run.attempts?.length ?? 1) - 1,
    parentId: run.parentTaskRunId ?? null,
    value: run.value ?? null,
    iteration: run.iteration ?? null,
  };
}

/** Labels as a tree: `system.from` is available as `labels.system.from`. */
export function nested(labels: readonly Label[]): JsonObject {
  const tree: JsonObject = {};
  for (const { key, value } of labels) putNested(tree, key.split('.'), value);
  return tree;
}

function decrypted(inputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(inputs).map(([id, value]) => [id, clear(value)]));
}

function clear(value: Json | undefined): Json | undefined {
  if (!isObject(value) || value.type !== ENCRYPTED) return value;
  return Buffer.from(String(value.value), 'base64').toString('utf8');
}

import { isObject, type JsonObject } from '../../json.js';
import type { Execution, LoopRun, TaskRun } from '../execution.js';

/** An execution, preceded by the execution whose Loop it belongs to, and so on. */
export function lineage(execution: Execution): Execution[] {
  const { loopRun } = execution;
  return loopRun ? [...lineage(loopRun.parent), execution] : [execution];
}

/** The values of the loops around a task run, the outermost first. */
export function valuePath(run: TaskRun, runs: readonly TaskRun[]): string[] {
  const own = run.value === undefined ? [] : [run.value];
  const parent = run.parentTaskRunId && runs.find(({ id }) => id === run.parentTaskRunId);
  return parent ? [...valuePath(parent, runs), ...own] : own;
}

/** `outputs.task.key`, and `outputs.task[value].key` for a task in a loop. */
export function outputsOf(runs: readonly TaskRun[]): JsonObject {
  const outputs: JsonObject = {};
  for (const run of runs) {
    const values = valuePath(run, runs);
    if (values.length === 0) outputs[run.taskId] = run.outputs ?? {};
    else place(outputs, [run.taskId, ...values], run.outputs ?? {});
  }
  return outputs;
}

/** The parents of a task run, the nearest first: `parent.taskrun.value`, `parents[1].taskrun.value`. */
export function parentsOf(run: TaskRun, runs: readonly TaskRun[]): JsonObject {
  const parents: JsonObject[] = [];
  let above = runs.find(({ id }) => id === run.parentTaskRunId);
  while (above) {
    const { parentTaskRunId, value, outputs } = above;
    parents.push({ taskrun: { value: value ?? null }, outputs: outputs ?? {} });
    above = runs.find(({ id }) => id === parentTaskRunId);
  }
  return parents.length === 0 ? {} : { parents, parent: parents[0] };
}

/** `item` in a turn of a Loop. `item.parent` is the item of the enclosing Loop. */
export function itemOf({ index, key, value, parent }: LoopRun): JsonObject {
  const own = { index, value, ...(key === undefined ? {} : { key }) };
  return parent.loopRun ? { ...own, parent: itemOf(parent.loopRun) } : own;
}

function place(tree: JsonObject, path: readonly string[], value: JsonObject): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const child = tree[first];
  const next = isObject(child) ? child : {};
  tree[first] = next;
  place(next, rest, value);
}

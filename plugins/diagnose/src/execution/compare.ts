import { type Execution, FINAL_STATES, type Flow, type TaskRun } from '@kestra-mcp/core';
import type { Asking } from './asking.js';
import { FlowMap, isMap } from './reading/flow-map.js';
import { elapsed, runsOf, said } from './reading/runs.js';
import { secretInputs, toldValue, userLabels } from './values.js';

/** The differences from the last successful execution. */
export interface Comparison {
  execution_id: string;
  ended?: string | undefined;
  differences: Record<string, unknown>;
}

/** Most changes to list. */
const MOST = 15;
/** Milliseconds: smaller differences are chance. */
const SHORTEST = 1_000;

interface Compared {
  execution: Execution;
  flow?: Flow | undefined;
  /** The task run that failed or is slow. */
  run?: TaskRun | undefined;
}

/** Compares an execution with the last successful one. Each difference has its value now and then. */
export async function compare(asking: Asking, last: Execution, compared: Compared): Promise<Comparison> {
  const { execution, flow } = compared;
  const differences = {
    ...(await revisions(asking, last, compared)),
    ...difference('inputs', inputsOf(execution, flow), inputsOf(last, flow)),
    ...difference('labels', userLabels(execution), userLabels(last)),
    ...difference('started_by', starterOf(execution), starterOf(last)),
    ...durations(execution, last),
    ...(await taskDurations(asking, last, compared)),
  };
  return { execution_id: last.id, ended: last.state.endDate, differences };
}

async function revisions(asking: Asking, last: Execution, { execution, flow }: Compared) {
  const [now, then] = [execution.flowRevision, last.flowRevision];
  if (now === undefined || then === undefined || now === then) return {};
  const earlier = flow === undefined ? undefined : await asking.flow(last.namespace, last.flowId, then);
  const changed = flow && earlier && changedParts(flow, earlier);
  return { revision: { now, then, ...(changed && { changed }) } };
}

/** Tasks that were added, removed or changed, and other parts of the flow that changed. */
function changedParts(now: Flow, then: Flow): string[] {
  const [after, before] = [new FlowMap(now), new FlowMap(then)];
  const ids = new Set([...after.all, ...before.all].map(({ id }) => id));
  const tasks = [...ids].filter((id) => own(after.place(id)?.task) !== own(before.place(id)?.task));
  const parts = ['inputs', 'outputs', 'variables', 'concurrency', 'retry', 'pluginDefaults'];
  const others = parts.filter((part) => JSON.stringify(now[part]) !== JSON.stringify(then[part]));
  return [...tasks.map((id) => `task ${id}`), ...others].slice(0, MOST);
}

/** A task without the tasks inside it. */
function own(task: Readonly<Record<string, unknown>> | undefined): string {
  const isTask = (value: unknown): boolean =>
    Array.isArray(value) ? value.some(isTask) : isMap(value) && (isMap(value.task) || 'type' in value);
  const members = Object.entries(task ?? {}).filter(([, value]) => !isTask(value));
  return task === undefined ? '' : JSON.stringify(members);
}

function inputsOf({ inputs }: Execution, flow: Flow | undefined): Record<string, unknown> {
  const secret = secretInputs(flow?.inputs);
  const given = isMap(inputs) ? Object.entries(inputs) : [];
  // From 2.0, inputs without a value are left out.
  const present = given.filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(present.map(([id, value]) => [id, toldValue(id, value, secret)]));
}

function difference(name: string, now: Record<string, unknown>, then: Record<string, unknown>) {
  const keys = [...new Set([...Object.keys(now), ...Object.keys(then)])];
  const other = keys.filter((key) => JSON.stringify(now[key]) !== JSON.stringify(then[key])).slice(0, MOST);
  if (other.length === 0) return {};
  const both = other.map((key) => [key, { now: now[key] ?? null, then: then[key] ?? null }]);
  return { [name]: Object.fromEntries(both) };
}

function starterOf({ trigger }: Execution): Record<string, unknown> {
  return { trigger: isMap(trigger) ? trigger.id : 'none (started manually or through the API)' };
}

function durations(execution: Execution, last: Execution) {
  const [now, then] = [elapsed(execution.state), elapsed(last.state)];
  if (now === undefined || then === undefined || !differs(now, then)) return {};
  const isOver = FINAL_STATES.has(execution.state.current);
  return { duration: { now: `${said(now)}${isOver ? '' : ' so far'}`, then: said(then) } };
}

async function taskDurations(asking: Asking, last: Execution, { run }: Compared) {
  if (run === undefined) return {};
  const isLight = runsOf(last).length === 0;
  const whole = isLight && asking.left > 0 ? await asking.execution(last.id) : last;
  const before = whole && runsOf(whole).find(({ taskId }) => taskId === run.taskId);
  const [now, then] = [elapsed(run.state), before && elapsed(before.state)];
  if (now === undefined || then === undefined || !differs(now, then)) return {};
  return { task_duration: { task: run.taskId, now: said(now), then: said(then) } };
}

function differs(now: number, then: number): boolean {
  return Math.abs(now - then) >= SHORTEST && Math.max(now, then) >= 1.5 * Math.min(now, then);
}

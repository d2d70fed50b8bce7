import type { Execution, State, TaskRun } from '@kestra-mcp/core';
import type { FlowMap, Section } from './flow-map.js';

/** States of what went wrong. */
export const FAILING: readonly string[] = ['FAILED', 'KILLED', 'CANCELLED'];
/** States of what has not ended. */
export const OPEN: readonly string[] = [
  ...['RUNNING', 'PAUSED', 'QUEUED', 'CREATED', 'SUBMITTED', 'RETRYING', 'RESTARTED'],
  ...['KILLING', 'BREAKPOINT', 'RESUBMITTED'],
];

export function runsOf({ taskRunList }: Execution): readonly TaskRun[] {
  // Kestra may return null if there are none.
  return taskRunList ?? [];
}

/** The history of a state, oldest first. */
export function historyOf(state: State): { state: string; date: string }[] {
  const { histories } = state;
  return Array.isArray(histories) ? histories.filter((each) => typeof each?.state === 'string') : [];
}

/** When a task run entered its current state. */
export function since({ current, endDate, startDate, ...state }: State): string {
  const last = historyOf({ current, ...state }).at(-1);
  return last?.date ?? endDate ?? startDate ?? '';
}

/**
 * The innermost task runs in one of these states, which is where it happened. Those that decided the state of the
 * execution come first, then plain tasks before those of `errors` and `finally`, then the earliest.
 */
export function innermost(execution: Execution, states: readonly string[], map?: FlowMap): TaskRun[] {
  const runs = runsOf(execution);
  const found = runs.filter(({ state }) => states.includes(state.current));
  const holders = new Set(found.map(({ parentTaskRunId }) => parentTaskRunId));
  const byId = new Map(runs.map((run) => [run.id, run]));
  const rank = (run: TaskRun) =>
    (isContained(run, states, byId) ? 10 : 0) + RANKS[sectionOf(run, map) ?? 'tasks'];
  return found
    .filter(({ id }) => !holders.has(id))
    .map((run) => ({ run, rank: rank(run), at: since(run.state) }))
    .sort((a, b) => a.rank - b.rank || a.at.localeCompare(b.at))
    .map(({ run }) => run);
}

const RANKS = { tasks: 0, errors: 2, finally: 1, afterExecution: 3 } as const;

export function sectionOf(run: TaskRun, map: FlowMap | undefined): Section | undefined {
  if (run.forceExecution === true) return 'afterExecution';
  return map?.place(run.taskId)?.section;
}

/** Whether the task run around it did not fail with it, like an AllowFailure. */
function isContained(run: TaskRun, states: readonly string[], byId: ReadonlyMap<string, TaskRun>): boolean {
  const parent = byId.get(String(run.parentTaskRunId));
  if (parent === undefined) return false;
  return !states.includes(parent.state.current) || isContained(parent, states, byId);
}

/** Whether no worker ran it, as for subflows and loops. */
export function isUnworked({ attempts }: TaskRun): boolean {
  if (!Array.isArray(attempts) || attempts.length === 0) return true;
  return attempts.every((attempt) => attempt?.workerId === undefined || attempt.workerId === null);
}

export function attemptsOf({ attempts }: TaskRun): { state: State }[] {
  return Array.isArray(attempts) ? attempts.filter((each) => typeof each?.state?.current === 'string') : [];
}

/** Milliseconds that something took, or has taken so far. A paused one also has an end date. */
export function elapsed({ current, startDate, endDate }: State, now = Date.now()): number | undefined {
  const start = Date.parse(startDate ?? '');
  if (Number.isNaN(start)) return undefined;
  const isOpen = endDate === undefined || endDate === null || OPEN.includes(current);
  const end = isOpen ? now : Date.parse(endDate);
  return Math.max(0, end - start);
}

/** Milliseconds after an end during which logs and searches may not show it yet. */
const INDEXING = 10_000;

/** Whether an execution has just ended, so that logs and searches may still be incomplete. */
export function hasJustEnded({ state: { endDate } }: Execution): boolean {
  return Math.abs(Date.now() - Date.parse(endDate ?? '')) < INDEXING;
}

/** A duration as people write it: `1 h 5 min`, `3.2 s`. */
export function said(milliseconds: number | undefined): string {
  if (milliseconds === undefined || Number.isNaN(milliseconds)) return 'an unknown time';
  if (milliseconds < 60_000)
    return `${Number((milliseconds / 1_000).toFixed(milliseconds < 10_000 ? 2 : 0))} s`;
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.round(hours / 24)} days`;
}

import { byUrgency } from '../../foundation/urgency.js';
import type { TaskRun } from '../../kestra/types.js';
import { plainState } from './milliseconds.js';

/** Members that are the same for all task runs of an execution. */
const OF_THE_RUN: ReadonlySet<string> = new Set(['tenantId', 'executionId', 'namespace', 'flowId']);

/** A task run without members that repeat its execution, without histories and without empty members. */
export function plainTaskRun(run: TaskRun): TaskRun {
  const told = Object.entries(run).filter(([key, value]) => !OF_THE_RUN.has(key) && !isNothing(key, value));
  const { attempts, ...others } = Object.fromEntries(told) as TaskRun;
  const plain = { ...others, state: withoutHistories(run.state) };
  const tries = Array.isArray(attempts) ? attempts.filter(hasState) : [];
  // A single attempt repeats its task run.
  if (tries.length === 0 || (tries.length === 1 && tries[0]?.state.current === run.state.current))
    return plain;
  return { ...plain, attempts: tries.map(plainAttempt) };
}

/** The number of task runs in each state. */
export function countStates(runs: readonly TaskRun[]): { total: number; states: Record<string, number> } {
  const states: Record<string, number> = {};
  for (const { state } of byUrgency(runs)) states[state.current] = (states[state.current] ?? 0) + 1;
  return { total: runs.length, states };
}

function plainAttempt<T extends { state: object }>({ state, ...attempt }: T) {
  const told = Object.entries(attempt).filter(([key, value]) => !isNothing(key, value));
  return { ...Object.fromEntries(told), state: withoutHistories(state) };
}

function withoutHistories<T extends object>(state: T): T {
  const { histories: _, ...others } = state as T & { histories?: unknown };
  return plainState(others as unknown as T);
}

function hasState(attempt: unknown): attempt is { state: { current?: string } } {
  const { state } = (attempt ?? {}) as { state?: unknown };
  return typeof state === 'object' && state !== null;
}

/**
 * True for null and for empty values, except the value of an iteration: it belongs to the user, who may have meant it
 * to be empty.
 */
function isNothing(key: string, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return key !== 'value' && typeof value === 'object' && Object.keys(value).length === 0;
}

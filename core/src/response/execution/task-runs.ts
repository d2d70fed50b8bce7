import { byUrgency } from '../../foundation/urgency.js';
import type { TaskRun } from '../../kestra/types.js';
import { plainState } from './milliseconds.js';

/** What the execution says of all of them. */
const OF_THE_RUN: ReadonlySet<string> = new Set(['tenantId', 'executionId', 'namespace', 'flowId']);

/** A task run without what its execution says, without histories, and without what says nothing. */
export function plainTaskRun(run: TaskRun): TaskRun {
  const told = Object.entries(run).filter(([key, value]) => !OF_THE_RUN.has(key) && !isNothing(key, value));
  const { attempts, ...others } = Object.fromEntries(told) as TaskRun;
  const plain = { ...others, state: withoutHistories(run.state) };
  const tries = Array.isArray(attempts) ? attempts.filter(hasState) : [];
  // The only attempt says what its task run says.
  if (tries.length === 0 || (tries.length === 1 && tries[0]?.state.current === run.state.current))
    return plain;
  return { ...plain, attempts: tries.map(plainAttempt) };
}

/** How many task runs are in which state. */
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

/** Null, or nothing in it; the value of an iteration is the user's, who may have meant an empty one. */
function isNothing(key: string, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return key !== 'value' && typeof value === 'object' && Object.keys(value).length === 0;
}

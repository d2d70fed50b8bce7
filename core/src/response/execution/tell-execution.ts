import { byUrgency, isFine } from '../../foundation/urgency.js';
import type { KestraClient } from '../../kestra/client.js';
import type { Execution, TaskRun } from '../../kestra/types.js';
import { jsonChars, rowsWithin } from '../bound/json-chars.js';
import { shortened, withoutContent } from './long-texts.js';
import { plainState } from './milliseconds.js';
import { countStates, plainTaskRun } from './task-runs.js';

/** How to present an execution in a result. */
export interface ExecutionTelling {
  /** The characters available: `context.answerChars` of the call, minus the rest of the result. */
  room: number;
  /** The number of task runs to skip. Failed ones come first. */
  from?: number;
}

/** An execution as presented in a result. */
export type ToldExecution = Execution & {
  /** Its address in the Kestra UI. */
  url?: string;
  /** Counts of all its task runs, if some are not shown. */
  taskRuns?: { total: number; states: Record<string, number> };
  /** How to get what is missing. */
  next?: string;
};

/** The share of the characters that is reserved for task runs. */
const FOR_TASK_RUNS = 0.4;
/** The share of that for task runs that failed, wait or run. */
const FOR_TROUBLED = 0.7;
/** Characters of a task run without problems, if the execution has many. */
const SHORT = 800;
const FEW = 8;
/** Reserved for counts and texts beside the task runs. */
const MARGIN = 700;

/**
 * Presents an execution in a result: with its address in the Kestra UI, without repetitions in its task runs, and within
 * the available characters. Long texts are cut. Of many task runs, those that failed, wait or run come first. The result
 * says what is missing and how to get it.
 */
export function tellExecution(
  kestra: KestraClient,
  execution: Execution,
  { room, from = 0 }: ExecutionTelling,
): ToldExecution {
  const { taskRunList, ...shell } = plainExecution(kestra, execution);
  // Kestra may say null where it has none.
  if (!taskRunList) return shortened(shell, room, execution.id);
  const runs = taskRunList.map(plainTaskRun);
  const whole = { ...shell, taskRunList: runs };
  if (from === 0 && jsonChars(whole) <= room) return whole;
  const most = room * (1 - FOR_TASK_RUNS);
  const full = shortened(shell, most, execution.id);
  const isBare = from > 0 && jsonChars(full) > most;
  const head = isBare ? withoutContent(full) : full;
  const left = room - jsonChars(head) - MARGIN;
  const shorter = shortenedRuns(runs, left, execution.id);
  const isAll = from === 0 && jsonChars(shorter) <= left;
  if (isAll) return { ...head, taskRunList: shorter };
  const shown = rowsWithin(byUrgency(shorter).slice(from), left);
  const next = [nextRuns(runs, from + shown.length), isBare ? BARE : undefined].filter(Boolean).join(' ');
  return { ...head, taskRuns: countStates(runs), taskRunList: shown, ...(next !== '' && { next }) };
}

const BARE = 'For the inputs and outputs of the execution, call it without an offset.';

function nextRuns(runs: readonly TaskRun[], to: number): string | undefined {
  const left = runs.length - to;
  if (left <= 0) return undefined;
  const go = `call manage_executions with action get and offset ${to} for the next ones, or with task_run_id for a single one.`;
  return `${left} of ${runs.length} task runs are not shown: ${go}`;
}

/** Most of the room is for what failed, waits or runs; the others are short. */
function shortenedRuns(runs: readonly TaskRun[], room: number, executionId: string): TaskRun[] {
  const troubled = runs.filter(({ state }) => !isFine(state)).length;
  const each = Math.min(room / 4, (room * FOR_TROUBLED) / Math.max(1, troubled));
  const few = runs.length <= FEW ? room / FEW : SHORT;
  return runs.map((run) => shortened(run, isFine(run.state) ? few : each, executionId, run.id));
}

/** Without task runs being looked at. */
function plainExecution(kestra: KestraClient, execution: Execution): ToldExecution {
  const { tenantId: _, url: __, state, loopRun, ...rest } = execution;
  const { outputsLeftOut: ___, outputsTooLarge: ____, ...others } = rest;
  return {
    ...(others as Execution),
    state: plainState(state),
    ...(loopRun != null && { loopRun: plainLoopRun(loopRun) }),
    ...kestra.ui.link(kestra.ui.execution(execution)),
  };
}

/** Which iteration it is. Kestra puts all of the run into each, and of all runs around it. */
function plainLoopRun(loopRun: unknown): unknown {
  if (typeof loopRun !== 'object' || loopRun === null) return loopRun;
  const { parent, parents, ...own } = loopRun as { parent?: unknown; parents?: unknown };
  return {
    ...own,
    ...(parent != null && { parent: reference(parent) }),
    ...(Array.isArray(parents) && { parents: parents.map(reference) }),
  };
}

function reference(run: unknown): unknown {
  if (typeof run !== 'object' || run === null || !('id' in run)) return run;
  const { id, namespace, flowId, state } = run as Partial<Execution>;
  return { id, namespace, flowId, state: { current: state?.current } };
}

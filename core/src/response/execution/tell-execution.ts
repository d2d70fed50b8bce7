import { byUrgency, isFine } from '../../foundation/urgency.js';
import type { KestraClient } from '../../kestra/client.js';
import type { Execution, TaskRun } from '../../kestra/types.js';
import { jsonChars, rowsWithin } from '../bound/json-chars.js';
import { shortened, withoutContent } from './long-texts.js';
import { plainState } from './milliseconds.js';
import { countStates, plainTaskRun } from './task-runs.js';

/** How an execution is told. */
export interface ExecutionTelling {
  /** Characters that it may take; a call's `context.answerChars`, less what else the answer has. */
  room: number;
  /** Task runs before the first one that is shown, failed ones first. */
  from?: number;
}

/** An execution as an answer tells it. */
export type ToldExecution = Execution & {
  /** Its page in Kestra's UI. */
  url?: string;
  /** Of all its task runs, where not all are shown. */
  taskRuns?: { total: number; states: Record<string, number> };
  /** How to get what is left out. */
  next?: string;
};

/** Of the room, at least this much is for task runs, whatever else an execution holds. */
const FOR_TASK_RUNS = 0.4;
/** And of that for those that failed, wait or run. */
const FOR_TROUBLED = 0.7;
/** Characters of a task run that is fine, where there are more than a few. */
const SHORT = 800;
const FEW = 8;
/** For counts and words beside the task runs. */
const MARGIN = 700;

/**
 * An execution for an answer: with its page in Kestra's UI, without what its task runs repeat, and within its room. What
 * does not fit is left out and said: long texts are cut, and of many task runs those come first that failed, wait or run.
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

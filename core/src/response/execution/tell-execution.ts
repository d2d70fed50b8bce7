import { byUrgency, isFine } from '../../foundation/urgency.js';
import type { KestraClient } from '../../kestra/client.js';
import type { Execution, TaskRun } from '../../kestra/types.js';
import { jsonChars, rowsWithin } from '../bound/json-chars.js';
import { shortened, withoutContent } from './long-texts.js';
import { plainState } from './milliseconds.js';
import { countStates, plainTaskRun } from './task-runs.js';

/** How to show an execution in a result. */
export interface ExecutionTelling {
  /** Space for the execution in characters: `context.answerChars` of the call, minus the rest of the result. */
  room: number;
  /** The number of task runs to skip. Failed ones come first. */
  from?: number;
}

/** An execution as a result shows it. */
export type ToldExecution = Execution & {
  /** Its address in the Kestra UI. */
  url?: string;
  /** Counts for all its task runs, if only some are shown. */
  taskRuns?: { total: number; states: Record<string, number> };
  /** How to get what is missing. */
  next?: string;
};

/** Minimum share of the space for task runs, however much else the execution contains. */
const FOR_TASK_RUNS = 0.4;
/** Share of that for task runs that failed, wait or run. */
const FOR_TROUBLED = 0.7;
/** Maximum size of each other task run in characters, if there are more than a few. */
const SHORT = 800;
const FEW = 8;
/** Space for counts and text next to the task runs. */
const MARGIN = 700;

/**
 * An execution for a result: with its page in Kestra's UI, without what its task runs repeat, and within its space. It
 * says what it leaves out. Long texts are cut, and of many task runs, the ones that failed, wait or run come first.
 */
export function tellExecution(
  kestra: KestraClient,
  execution: Execution,
  { room, from = 0 }: ExecutionTelling,
): ToldExecution {
  const { taskRunList, ...shell } = plainExecution(kestra, execution);
  // Kestra may return null for an empty list.
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

/** Gives most of the space to task runs that failed, wait or run, and shortens the others. */
function shortenedRuns(runs: readonly TaskRun[], room: number, executionId: string): TaskRun[] {
  const troubled = runs.filter(({ state }) => !isFine(state)).length;
  const each = Math.min(room / 4, (room * FOR_TROUBLED) / Math.max(1, troubled));
  const few = runs.length <= FEW ? room / FEW : SHORT;
  return runs.map((run) => shortened(run, isFine(run.state) ? few : each, executionId, run.id));
}

/** The execution without any changes to its task runs. */
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

/** Identifies the iteration. Kestra puts the whole execution into each, including all executions around it. */
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

import type { TaskDefinition } from '../flow/definition.js';
import type { TaskRun } from './execution.js';
import { current, isFailed, isTerminal, type StateName } from './state.js';

/** A task to start, in a loop with one of its values. */
export interface Start {
  task: TaskDefinition;
  value?: string;
  iteration?: number;
}

/** Tasks that run one after another. */
export interface Lane {
  starts: readonly Start[];
  /** The tasks of other lanes that must end first. */
  after?: readonly string[];
  /** Whether the lane must not start yet. */
  held?: boolean;
}

/** Lanes under one parent, with the tasks that follow a failure and those that always follow. */
export interface Branch {
  lanes: readonly Lane[];
  errors: readonly TaskDefinition[];
  finally: readonly TaskDefinition[];
  /** How many lanes run at once. 0 means no limit. */
  concurrent: number;
}

/** The next step in a branch. */
export type Step = { run: Start[] } | { done: StateName } | 'wait';

/** One lane of consecutive tasks. */
export const sequence = (tasks: readonly TaskDefinition[]): Lane[] => [
  { starts: tasks.map((task) => ({ task })) },
];

/** Decides the next step from the task runs under a parent. The same runs give the same result. */
export function nextStep(branch: Branch, runs: readonly TaskRun[]): Step {
  const main = advance(branch, runs);
  if (main === 'wait' || 'run' in main) return main;
  if (main.done === 'FAILED' && branch.errors.length > 0) {
    const handled = follow(branch.errors, runs);
    if (handled === 'wait' || 'run' in handled) return handled;
  }
  const last = follow(branch.finally, runs);
  return last !== 'wait' && 'done' in last ? main : last;
}

/** Decides the next step in a list of tasks. */
export function follow(tasks: readonly TaskDefinition[], runs: readonly TaskRun[]): Step {
  return advance({ lanes: sequence(tasks), concurrent: 1 }, runs);
}

// A lane is ready with its next task, waits for a running task, or has ended.
type Progress = { next: Start; begun: boolean } | 'running' | { over: StateName };

function advance(
  { lanes, concurrent }: Pick<Branch, 'lanes' | 'concurrent'>,
  runs: readonly TaskRun[],
): Step {
  const states = statesOf(runs);
  const progress = lanes.map((lane) => progressOf(lane, states));
  const running = progress.filter((each) => each === 'running').length;
  const failed = progress.find((each) => typeof each === 'object' && 'over' in each && isFailed(each.over));
  if (typeof failed === 'object' && 'over' in failed) return running > 0 ? 'wait' : { done: failed.over };
  const open = progress.flatMap((each, index) =>
    typeof each === 'object' && 'next' in each && admitted(lanes[index], runs) ? [each] : [],
  );
  const begun = open.filter((each) => each.begun);
  const fresh = open.filter((each) => !each.begun);
  const free = concurrent === 0 ? fresh.length : Math.max(0, concurrent - running - begun.length);
  const run = [...begun, ...fresh.slice(0, free)].map(({ next }) => next);
  if (run.length > 0) return { run };
  if (progress.some((each) => each === 'running' || 'next' in each)) return 'wait';
  return { done: progress.some((each) => isOver(each, 'WARNING')) ? 'WARNING' : 'SUCCESS' };
}

const isOver = (each: Progress, state: StateName) =>
  typeof each === 'object' && 'over' in each && each.over === state;

function progressOf({ starts }: Lane, states: ReadonlyMap<string, StateName>): Progress {
  let over: StateName = 'SUCCESS';
  const enabled = starts.filter(({ task }) => task.disabled !== true);
  for (const [index, next] of enabled.entries()) {
    const state = states.get(nameOf(next.task.id, next.iteration));
    if (state === undefined) return { next, begun: index > 0 };
    if (!isTerminal(state)) return 'running';
    if (isFailed(state)) return { over: state };
    if (state === 'WARNING') over = state;
  }
  return { over };
}

function admitted(lane: Lane | undefined, runs: readonly TaskRun[]): boolean {
  if (lane?.held) return false;
  return (lane?.after ?? []).every((id) =>
    runs.some(({ taskId, state }) => taskId === id && isTerminal(current(state))),
  );
}

// Indexed by task and turn, since a loop over many values looks up each of them at every step.
function statesOf(runs: readonly TaskRun[]): Map<string, StateName> {
  return new Map(runs.map(({ taskId, iteration, state }) => [nameOf(taskId, iteration), current(state)]));
}

const nameOf = (taskId: string, iteration: number | undefined) => `${taskId} ${iteration ?? ''}`;

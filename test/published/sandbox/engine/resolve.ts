import type { TaskDefinition } from '../flow/definition.js';
import type { TaskRun } from './execution.js';
import { current, isFailed, isTerminal, type StateName } from './state.js';

/** A task to be started: under a loop, for one of its values. */
export interface Start {
  task: TaskDefinition;
  value?: string;
  iteration?: number;
}

/** Tasks that run one after the other. */
export interface Lane {
  starts: readonly Start[];
  /** The tasks of other lanes that must have ended before. */
  after?: readonly string[];
  /** Is not to begin yet. */
  held?: boolean;
}

/** Lanes that run under one parent, with what follows a failure and what follows in any case. */
export interface Branch {
  lanes: readonly Lane[];
  errors: readonly TaskDefinition[];
  finally: readonly TaskDefinition[];
  /** How many lanes run at once; 0 is no limit. */
  concurrent: number;
}

/** What is to be done next in a branch. */
export type Step = { run: Start[] } | { done: StateName } | 'wait';

/** One lane of tasks that follow each other. */
export const sequence = (tasks: readonly TaskDefinition[]): Lane[] => [
  { starts: tasks.map((task) => ({ task })) },
];

/** Decides from the runs there are under a parent; the same runs give the same answer. */
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

/** What is to be done next in a list of tasks. */
export function follow(tasks: readonly TaskDefinition[], runs: readonly TaskRun[]): Step {
  return advance({ lanes: sequence(tasks), concurrent: 1 }, runs);
}

// A lane that has begun, or not yet, with its next task; that waits for a running one; or that is over.
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

// By task and turn: a loop over many values asks for each of them at every step.
function statesOf(runs: readonly TaskRun[]): Map<string, StateName> {
  return new Map(runs.map(({ taskId, iteration, state }) => [nameOf(taskId, iteration), current(state)]));
}

const nameOf = (taskId: string, iteration: number | undefined) => `${taskId} ${iteration ?? ''}`;

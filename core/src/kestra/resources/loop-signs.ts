import { type Execution, FINAL_STATES, type TaskRun } from '../types.js';

/** What an execution shows of its loops: the number of iterations in each state, or only that it may have some. */
export type LoopSign = { total: number; states: Record<string, number> } | 'perhaps' | undefined;

interface LoopOutputs {
  iterationCount: number;
  runningIterations?: unknown;
  terminatedIterations?: unknown;
}

/**
 * Whether an execution has Loop tasks, judged by the execution alone, so that one without loops costs no request. The
 * outputs of a Loop are certain. Until they exist, or if they are not included, a Loop looks like a task run that
 * contains no others and that no worker has run. If only trouble is wanted, it must also have failed the execution or
 * keep it from ending.
 */
export function loopSign(execution: Execution, troubled: boolean): LoopSign {
  // Kestra may return null for an empty list.
  const runs = execution.taskRunList ?? [];
  const loops = runs.map(({ outputs }) => outputs).filter(isOfLoop);
  if (loops.length > 0) return countsOf(loops);
  const holders = new Set(runs.map(({ parentTaskRunId }) => parentTaskRunId));
  const { current } = execution.state;
  const isWanted = ({ state }: TaskRun) =>
    troubled
      ? state.current === (FINAL_STATES.has(current) ? 'FAILED' : 'RUNNING')
      : state.current !== 'SKIPPED';
  if (troubled && FINAL_STATES.has(current) && current !== 'FAILED') return undefined;
  return runs.some((run) => isWanted(run) && !holders.has(run.id) && isUnworked(run)) ? 'perhaps' : undefined;
}

function isOfLoop(outputs: unknown): outputs is LoopOutputs {
  if (typeof outputs !== 'object' || outputs === null) return false;
  const { iterationCount, terminatedIterations, runningIterations } = outputs as Partial<LoopOutputs>;
  // LoopUntil also counts its iterations, but they are not executions.
  return (
    typeof iterationCount === 'number' && (isMap(terminatedIterations) || runningIterations !== undefined)
  );
}

function countsOf(loops: readonly LoopOutputs[]): { total: number; states: Record<string, number> } {
  const states: Record<string, number> = {};
  const add = (state: string, count: unknown) => {
    if (typeof count === 'number' && count > 0) states[state] = (states[state] ?? 0) + count;
  };
  for (const { terminatedIterations, runningIterations } of loops) {
    if (isMap(terminatedIterations)) {
      for (const [state, count] of Object.entries(terminatedIterations)) add(state, count);
    }
    add('RUNNING', runningIterations);
  }
  return { total: loops.reduce((sum, { iterationCount }) => sum + iterationCount, 0), states };
}

/**
 * True for a task run that was attempted, but by no worker, and that has no outputs. A subflow task also has no worker,
 * but its outputs name the execution.
 */
function isUnworked({ attempts, outputs }: TaskRun): boolean {
  if (!Array.isArray(attempts) || attempts.length === 0) return false;
  if (isMap(outputs) && Object.keys(outputs).length > 0) return false;
  return attempts.every((attempt: unknown) => !isMap(attempt) || attempt.workerId === undefined);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

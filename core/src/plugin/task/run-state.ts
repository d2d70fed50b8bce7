import { type Execution, FINAL_STATES } from '../../kestra/types.js';
import type { Told } from './tell-with-loops.js';

/** When to stop waiting for an execution. */
export interface Awaited {
  /**
   * The least number of states it must have had by then. Right after it continues, Kestra may briefly return its
   * previous state: ended or paused.
   */
  from?: number | undefined;
}

/** True if the execution has ended or is paused. */
export function isOver({ state }: Execution, { from = 0 }: Awaited): boolean {
  const { histories } = state;
  // Without histories, they cannot be used.
  if (Array.isArray(histories) && histories.length > 0 && histories.length < from) return false;
  return FINAL_STATES.has(state.current) || state.current === 'PAUSED';
}

/** How many states an execution has had. */
export function statesOf({ state: { histories } }: Execution): number {
  return Array.isArray(histories) ? histories.length : 0;
}

/** The progress of an execution, in a few words. */
export function howFar({ state, taskRunList }: Execution): string {
  // Kestra may return null for an empty list.
  const runs = taskRunList ?? [];
  const ended = runs.filter((run) => FINAL_STATES.has(run.state.current)).length;
  const running = runs.find((run) => !FINAL_STATES.has(run.state.current));
  const tasks = runs.length === 0 ? '' : `, ${ended} of ${runs.length} started tasks ended`;
  return `${state.current}${tasks}${running ? `, at ${running.taskId}` : ''}`;
}

export const LOOK_AGAIN = 'Check on it with manage_executions, action get.';

/** The next step for an execution that is no longer waited for. */
export function advice({ state, loops }: Told, seconds: number | undefined): string | undefined {
  if (state.current === 'PAUSED')
    return 'It is paused and waits for someone. Use resume_execution to continue it.';
  if (state.current === 'FAILED')
    return 'Use get_execution_logs to see why. Once the cause is fixed, use restart_execution to continue from the failed task.';
  if (FINAL_STATES.has(state.current)) return undefined;
  const paused = loops?.iterations.some((each) => each.state === 'PAUSED');
  const waiting = paused
    ? ' Iterations of its loop are paused and wait for someone. Pass their ids to resume_execution.'
    : '';
  const how =
    seconds === undefined
      ? 'It is still running'
      : `It has not ended after ${seconds} s and is still running`;
  return `${how} in Kestra.${waiting} ${LOOK_AGAIN}`;
}

/** The result with additional advice. */
export function withNext(answer: Told, ...said: readonly (string | undefined)[]): Told {
  const next = said.filter(Boolean).join(' ');
  return { ...answer, ...(next !== '' && { next }) };
}

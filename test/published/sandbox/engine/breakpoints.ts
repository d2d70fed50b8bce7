import { illegalState } from '../http/envelope.js';
import type { Execution, RunContext } from './execution.js';
import type { Host } from './host.js';
import type { Running } from './running.js';
import { current, moved } from './state.js';

/** Stops an execution before a task with a breakpoint. Returns whether it stopped. */
export function stopBefore(host: Host, { execution, run, task }: RunContext): boolean {
  if (!execution.breakpoints?.includes(task.id)) return false;
  run.state = moved(run.state, 'BREAKPOINT', host.timeline.next());
  execution.state = moved(execution.state, 'BREAKPOINT', host.timeline.next());
  return true;
}

/** Continues from a breakpoint to the next one, if any. */
export function resumeFromBreakpoint(
  engine: Running,
  execution: Execution,
  breakpoints: readonly string[],
): void {
  const { host } = engine;
  if (current(execution.state) !== 'BREAKPOINT') {
    throw illegalState('Cannot resume execution: execution is not suspended.');
  }
  execution.breakpoints = breakpoints.length > 0 ? [...breakpoints] : undefined;
  for (const run of execution.taskRuns ?? []) {
    if (current(run.state) === 'BREAKPOINT') run.state = moved(run.state, 'CREATED', host.timeline.next());
  }
  execution.state = moved(execution.state, 'RUNNING', host.timeline.next());
  host.executions.save(execution);
  engine.later(execution, () => engine.proceed(execution));
}

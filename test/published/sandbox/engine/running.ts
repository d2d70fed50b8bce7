import type { Execution, RunContext } from './execution.js';
import type { Host } from './host.js';
import type { StateName } from './state.js';

/** What the parts of the engine ask of the whole. */
export interface Running {
  readonly host: Host;
  /** Keeps an execution and begins it in a moment, or when it is scheduled for. */
  submit(execution: Execution): void;
  /** Moves an execution to RUNNING and starts, or goes on with, its tasks. */
  begin(execution: Execution): void;
  /** Takes up the task runs that wait to be started, and goes on. */
  proceed(execution: Execution): void;
  /** Starts what can be started now, ends what has nothing left to do; says whether that was anything. */
  advance(execution: Execution): boolean;
  /** Ends a task run; the execution goes on in a moment. */
  finish(context: RunContext, state: StateName, outputs?: RunContext['run']['outputs']): void;
  end(execution: Execution, state: StateName): void;
  /** Runs `task` in a moment, unless the execution is killed or deleted before. */
  later(execution: Execution, task: () => void, ms?: number): void;
}

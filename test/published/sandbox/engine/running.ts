import type { Execution, RunContext } from './execution.js';
import type { Host } from './host.js';
import type { StateName } from './state.js';

/** What the parts of the engine need from the whole. */
export interface Running {
  readonly host: Host;
  /** Stores an execution and starts it shortly, or at its scheduled date. */
  submit(execution: Execution): void;
  /** Moves an execution to RUNNING and starts or continues its tasks. */
  begin(execution: Execution): void;
  /** Starts the waiting task runs and continues. */
  proceed(execution: Execution): void;
  /** Starts all tasks that can start and ends what is done. Returns whether anything changed. */
  advance(execution: Execution): boolean;
  /** Ends a task run. The execution continues shortly after. */
  finish(context: RunContext, state: StateName, outputs?: RunContext['run']['outputs']): void;
  end(execution: Execution, state: StateName): void;
  /** Runs `task` shortly, unless the execution is killed or deleted first. */
  later(execution: Execution, task: () => void, ms?: number): void;
}

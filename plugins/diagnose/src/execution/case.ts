import type { Execution, Flow, LogEntry, TaskRun } from '@kestra-mcp/core';
import type { Asking } from './asking.js';
import type { FlowMap } from './reading/flow-map.js';
import type { Next } from './states/next.js';

/** What is known about an execution that is diagnosed. */
export interface Case {
  asking: Asking;
  execution: Execution;
  flow?: Flow | undefined;
  map?: FlowMap | undefined;
  /** Warnings and errors of the execution; undefined if its log could not be read. */
  lines: readonly LogEntry[] | undefined;
}

/** The explanation of an execution, the cause first. */
export interface Story {
  cause: string;
  next: Next[];
  /** Task runs that went wrong, the one that the cause names first. */
  task_runs?: object[];
  /** The subflows and iterations on the way down, if any. */
  followed?: object[];
  /** The iterations of its loop by state. */
  loop?: object;
  /** What it is waiting for. */
  waits?: object;
  notes?: string[];
  /** The task run to compare with the last success. */
  run?: TaskRun | undefined;
}

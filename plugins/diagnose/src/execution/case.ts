import type { Execution, Flow, LogEntry, TaskRun } from '@kestra-mcp/core';
import type { Asking } from './asking.js';
import type { FlowMap } from './reading/flow-map.js';
import type { Next } from './states/next.js';

/** What is known when an execution is judged. */
export interface Case {
  asking: Asking;
  execution: Execution;
  flow?: Flow | undefined;
  map?: FlowMap | undefined;
  /** Warnings and errors of the execution; undefined where its log could not be read. */
  lines: readonly LogEntry[] | undefined;
}

/** What is told of an execution, the cause first. */
export interface Story {
  cause: string;
  next: Next[];
  /** Task runs in trouble, the one that the cause names first. */
  task_runs?: object[];
  /** The way down into subflows and iterations, if there is one. */
  followed?: object[];
  /** How many turns of its loop went how. */
  loop?: object;
  /** What it waits for. */
  waits?: object;
  notes?: string[];
  /** The task run that is compared with the last time. */
  run?: TaskRun | undefined;
}

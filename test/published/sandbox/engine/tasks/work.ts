import type { TaskDefinition } from '../../flow/definition.js';
import type { Json, JsonObject } from '../../json.js';
import type { Execution, TaskRun } from '../execution.js';
import type { Host } from '../host.js';

/** How a task run ended. */
export interface Outcome {
  state: 'SUCCESS' | 'WARNING' | 'FAILED';
  outputs: JsonObject;
}

/** The work for a task: how long it takes, and its outcome. */
export interface Work {
  /** In milliseconds. Default: the pace of the engine. */
  takes?: number;
  outcome: Outcome;
}

/** A task run that a worker is running. */
export interface Job {
  host: Host;
  execution: Execution;
  run: TaskRun;
  task: TaskDefinition;
  /** A property with its expressions rendered. */
  render(value: Json | undefined): Json;
  log(level: string, message: string): void;
  metric(type: 'counter' | 'timer', name: string, value: number, tags?: JsonObject): void;
}

/** Implements a task type: starts the work. If it throws, the task run fails. */
export type Worker = (job: Job) => Work;

export const success = (outputs: JsonObject = {}): Work => ({ outcome: { state: 'SUCCESS', outputs } });
export const failure = (): Work => ({ outcome: { state: 'FAILED', outputs: {} } });

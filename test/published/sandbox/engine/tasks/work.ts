import type { TaskDefinition } from '../../flow/definition.js';
import type { Json, JsonObject } from '../../json.js';
import type { Execution, TaskRun } from '../execution.js';
import type { Host } from '../host.js';

/** How a task run ended. */
export interface Outcome {
  state: 'SUCCESS' | 'WARNING' | 'FAILED';
  outputs: JsonObject;
}

/** What a worker does for a task: how long it takes, and what comes of it. */
export interface Work {
  /** Milliseconds; the engine's pace when left out. */
  takes?: number;
  outcome: Outcome;
}

/** A task run in the hands of a worker. */
export interface Job {
  host: Host;
  execution: Execution;
  run: TaskRun;
  task: TaskDefinition;
  /** A property with its expressions filled in. */
  render(value: Json | undefined): Json;
  log(level: string, message: string): void;
  metric(type: 'counter' | 'timer', name: string, value: number, tags?: JsonObject): void;
}

/** One task type: starts the work, and may throw, which fails the task run. */
export type Worker = (job: Job) => Work;

export const success = (outputs: JsonObject = {}): Work => ({ outcome: { state: 'SUCCESS', outputs } });
export const failure = (): Work => ({ outcome: { state: 'FAILED', outputs: {} } });

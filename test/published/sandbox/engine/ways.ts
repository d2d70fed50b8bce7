import type { InputRules } from './input-rules.js';

/** What of running flows differs between versions. */
export interface EngineWays {
  /** The level of the line that says where in Kestra a task has failed. */
  traceLevel: 'TRACE' | 'DEBUG';
  /** Whether the answer to a start waits until the first task is in the hands of a worker. */
  answersWhenStarted: boolean;
  /** Whether a Flow trigger's outputs are also there by namespace and flow. */
  outputsByFlow: boolean;
  /** Whether an execution that a schedule has started says when. */
  schedulesDated: boolean;
  /** Whether Pebble has `json()` and `| json`, the old names of `fromJson()` and `| toJson`. */
  jsonInPebble: boolean;
  /** How the values of inputs are read. */
  inputs: InputRules;
}

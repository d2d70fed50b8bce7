import type { InputRules } from './input-rules.js';

/** The differences between versions in how flows run. */
export interface EngineWays {
  /** The level of the log line that says where in Kestra a task failed. */
  traceLevel: 'TRACE' | 'DEBUG';
  /** Whether the response to a start waits until a worker has the first task. */
  answersWhenStarted: boolean;
  /** Whether the outputs of a Flow trigger are also available by namespace and flow. */
  outputsByFlow: boolean;
  /** Whether an execution that a schedule started contains the date. */
  schedulesDated: boolean;
  /** Whether Pebble has `json()` and `| json`, the old names of `fromJson()` and `| toJson`. */
  jsonInPebble: boolean;
  /** How the values of inputs are read. */
  inputs: InputRules;
}

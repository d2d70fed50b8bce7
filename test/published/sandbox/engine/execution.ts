import type { InputDefinition, Label, TaskDefinition } from '../flow/definition.js';
import type { Json, JsonObject } from '../json.js';
import type { Micros } from '../time.js';
import type { State, StateName } from './state.js';

/** One attempt of a task run. A task without a worker has no worker id. */
export interface Attempt {
  state: State;
  workerId?: string;
}

/** One task run of an execution. */
export interface TaskRun {
  id: string;
  taskId: string;
  parentTaskRunId?: string;
  /** The value of the loop for which this task run exists, and its index. */
  value?: string;
  iteration?: number;
  /** Set if the task runs after its execution has ended. */
  forceExecution?: boolean;
  /** The values of a ForEach, and the progress of a LoopUntil. Kestra shows neither. */
  values?: string[];
  round?: number;
  resting?: boolean;
  attempts?: Attempt[];
  /** Undefined until the task run has ended. */
  outputs: JsonObject | null;
  state: State;
}

/** A task run with the execution to which it belongs. */
export interface RunContext {
  execution: Execution;
  run: TaskRun;
  task: TaskDefinition;
}

/** Replaces a task in a test: the task does not run, and has these outputs. */
export interface TaskFixture {
  id: string;
  state: StateName;
  outputs: JsonObject;
}

/** What started an execution, unless a person did. */
export interface ExecutionTrigger {
  id: string;
  type: string;
  variables: JsonObject;
}

/** The turn of a Loop for which an execution exists. */
export interface LoopRun {
  /** The execution of the flow, or the enclosing turn, as it was when this turn started. */
  parent: Execution;
  taskId: string;
  taskRunId: string;
  index: number;
  key?: string;
  value: Json;
}

/** An execution. The engine changes it in place and saves it after each change. */
export interface Execution {
  id: string;
  namespace: string;
  flowId: string;
  flowRevision: number;
  /** Undefined until the first task run exists. */
  taskRuns?: TaskRun[];
  inputs?: JsonObject;
  outputs?: JsonObject;
  labels: Label[];
  state: State;
  parentId?: string;
  originalId: string;
  trigger?: ExecutionTrigger;
  scheduleDate?: string;
  kind?: string;
  loopRun?: LoopRun;
  /** The tasks before which the execution stops. */
  breakpoints?: string[] | undefined;
  fixtures?: readonly TaskFixture[];
  attemptNumber: number;
  originalCreatedDate: Micros;
}

/** The value of an input, or its error. */
export interface ResolvedInput {
  input: InputDefinition;
  value?: Json;
  isDefault: boolean;
  error?: string;
  /** Whether another input disables this one. */
  disabled?: boolean;
}

import type { InputDefinition, Label, TaskDefinition } from '../flow/definition.js';
import type { Json, JsonObject } from '../json.js';
import type { Micros } from '../time.js';
import type { State, StateName } from './state.js';

/** One try of a task run; a task that no worker runs has no worker. */
export interface Attempt {
  state: State;
  workerId?: string;
}

/** One run of a task within an execution. */
export interface TaskRun {
  id: string;
  taskId: string;
  parentTaskRunId?: string;
  /** Which value of a loop it runs for, and the how manieth that is. */
  value?: string;
  iteration?: number;
  /** It runs although its execution has ended. */
  forceExecution?: boolean;
  /** What a ForEach goes through, and how far a LoopUntil has come; Kestra does not show either. */
  values?: string[];
  round?: number;
  resting?: boolean;
  attempts?: Attempt[];
  /** Nothing until the run has ended. */
  outputs: JsonObject | null;
  state: State;
}

/** A task run with what it belongs to. */
export interface RunContext {
  execution: Execution;
  run: TaskRun;
  task: TaskDefinition;
}

/** What stands in for a task in a test: it does not run, its outputs are these. */
export interface TaskFixture {
  id: string;
  state: StateName;
  outputs: JsonObject;
}

/** What started an execution, when it was not a person. */
export interface ExecutionTrigger {
  id: string;
  type: string;
  variables: JsonObject;
}

/** Which turn of a Loop an execution is. */
export interface LoopRun {
  /** The run of the flow, or the turn around this one, as it was when this turn began. */
  parent: Execution;
  taskId: string;
  taskRunId: string;
  index: number;
  key?: string;
  value: Json;
}

/** An execution; the engine changes it in place and saves it after each change. */
export interface Execution {
  id: string;
  namespace: string;
  flowId: string;
  flowRevision: number;
  /** Nothing until the first task run. */
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
  /** Tasks to stop before. */
  breakpoints?: string[] | undefined;
  fixtures?: readonly TaskFixture[];
  attemptNumber: number;
  originalCreatedDate: Micros;
}

/** The value of one input, or what is wrong with it. */
export interface ResolvedInput {
  input: InputDefinition;
  value?: Json;
  isDefault: boolean;
  error?: string;
  /** What it depends on says that it is not asked for. */
  disabled?: boolean;
}

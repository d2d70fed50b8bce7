/** A page of a search, counted from 1. */
export interface Paging {
  page: number;
  size: number;
}

/** Kestra's page of a search. */
export interface Page<T> {
  results: T[];
  total?: number;
}

/** A flow as Kestra gives it; only what this project reads is named. */
export interface Flow {
  id: string;
  namespace: string;
  revision?: number;
  source?: string;
  disabled?: boolean;
  description?: string;
  labels?: unknown;
  inputs?: unknown;
  tasks?: { id?: string; type?: string; [key: string]: unknown }[];
  triggers?: Trigger[];
  [key: string]: unknown;
}

/** A trigger as a flow declares it. */
export interface Trigger {
  id: string;
  type: string;
  disabled?: boolean;
  [key: string]: unknown;
}

/** A state such as `RUNNING`, since when, and for how long: ISO 8601. */
export interface State {
  current: string;
  startDate?: string;
  endDate?: string;
  duration?: string;
  [key: string]: unknown;
}

/** A label; keys that begin with `system.` are Kestra's own. */
export interface Label {
  key: string;
  value: string;
}

/** A run of a task; outputs are of whatever form the task gives them. */
export interface TaskRun {
  id: string;
  taskId: string;
  state: State;
  outputs?: unknown;
  [key: string]: unknown;
}

/** A run of a flow as Kestra gives it; only what this project reads is named. */
export interface Execution {
  id: string;
  namespace: string;
  flowId: string;
  state: State;
  labels?: Label[];
  taskRunList?: TaskRun[];
  inputs?: unknown;
  outputs?: unknown;
  /** How many task runs have outputs that are not in here, since there are too many of them. */
  outputsLeftOut?: number;
  /** Ids of the execution and of task runs whose outputs are more than an answer of Kestra may have. */
  outputsTooLarge?: string[];
  [key: string]: unknown;
}

/** Flows and what starts what: `FLOW_TRIGGER` or `FLOW_TASK` (a subflow task). */
export interface DependencyGraph {
  nodes?: { uid: string; namespace?: string; id?: string }[];
  edges?: { source: string; target: string; relation?: string }[];
}

/** The tasks and triggers of a flow, the marks that groups begin and end with, and what leads from one to another. */
export interface FlowGraph {
  nodes?: FlowGraphNode[];
  edges?: { source: string; target: string; relation?: { relationType?: string; value?: unknown } }[];
  /** A task with the tasks in it; `parents` are the groups around it. */
  clusters?: { cluster?: { uid?: string; taskNode?: FlowGraphNode }; nodes?: string[]; parents?: string[] }[];
}

/** A task, a trigger, or with neither a mark. */
export interface FlowGraphNode {
  uid: string;
  /** `ERROR`, `FINALLY` or `AFTER_EXECUTION`; absent for what runs anyway. */
  branchType?: string;
  task?: { id?: string; type?: string; disabled?: boolean };
  /** Where an execution is drawn that has run it. */
  taskRun?: { namespace?: string; flowId?: string; value?: string; state?: { current?: string } };
  triggerDeclaration?: { id?: string; type?: string; disabled?: boolean };
}

/** A value of the KV store with Kestra's type of it. */
export interface KvValue {
  type: string;
  value: unknown;
  [key: string]: unknown;
}

/** A key without its value. */
export interface KvEntry {
  key: string;
  namespace?: string;
  [key: string]: unknown;
}

/** A line that a task or trigger wrote. */
export interface LogEntry {
  timestamp: string;
  level: string;
  message?: string;
  [key: string]: unknown;
}

/** How many a bulk action took on; from 2.0 Kestra carries it out afterwards, as the operation named. */
export interface BulkAnswer {
  count: number;
  operationId?: string;
}

/** States in which an execution has ended. */
export const FINAL_STATES: ReadonlySet<string> = new Set([
  'SUCCESS',
  'WARNING',
  'FAILED',
  'KILLED',
  'CANCELLED',
  'SKIPPED',
  'RETRIED',
]);

/** What Kestra says of one document of a YAML; `constraints` means that it would not be saved. */
export interface FlowCheck {
  index: number;
  namespace?: string;
  flow?: string;
  /** A line for each violation. */
  constraints?: string;
  /** The YAML names a revision before the latest. */
  outdated?: boolean;
  deprecationPaths?: string[];
  warnings?: string[];
  infos?: string[];
}

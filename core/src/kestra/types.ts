/** A page of a search, counted from 1. */
export interface Paging {
  page: number;
  size: number;
}

/** A page of results from Kestra. */
export interface Page<T> {
  results: T[];
  total?: number;
}

/** A flow as Kestra returns it. Only the members that this project reads are listed. */
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

/** A state such as `RUNNING`, with its start and duration in ISO 8601. */
export interface State {
  current: string;
  startDate?: string;
  endDate?: string;
  duration?: string;
  [key: string]: unknown;
}

/** A label. Keys that begin with `system.` belong to Kestra. */
export interface Label {
  key: string;
  value: string;
}

/** A task run. The shape of its outputs depends on the task. */
export interface TaskRun {
  id: string;
  taskId: string;
  state: State;
  outputs?: unknown;
  [key: string]: unknown;
}

/** An execution as Kestra returns it. Only the members that this project reads are listed. */
export interface Execution {
  id: string;
  namespace: string;
  flowId: string;
  state: State;
  labels?: Label[];
  taskRunList?: TaskRun[];
  inputs?: unknown;
  outputs?: unknown;
  /** The number of task runs whose outputs are left out because too many have outputs. */
  outputsLeftOut?: number;
  /** Ids of the execution and of task runs whose outputs are too large to read. */
  outputsTooLarge?: string[];
  [key: string]: unknown;
}

/** Flows and their dependencies. An edge is a `FLOW_TRIGGER` or a `FLOW_TASK` (a subflow task). */
export interface DependencyGraph {
  nodes?: { uid: string; namespace?: string; id?: string }[];
  edges?: { source: string; target: string; relation?: string }[];
}

/** The tasks and triggers of a flow, markers for the start and end of groups, and the edges between them. */
export interface FlowGraph {
  nodes?: FlowGraphNode[];
  edges?: { source: string; target: string; relation?: { relationType?: string; value?: unknown } }[];
  /** A task that contains other tasks. `parents` are the groups around it. */
  clusters?: { cluster?: { uid?: string; taskNode?: FlowGraphNode }; nodes?: string[]; parents?: string[] }[];
}

/** A task, a trigger or, without either, a marker. */
export interface FlowGraphNode {
  uid: string;
  /** `ERROR`, `FINALLY` or `AFTER_EXECUTION`. Absent for tasks that always run. */
  branchType?: string;
  task?: { id?: string; type?: string; disabled?: boolean };
  /** Only in the graph of an execution that has run this task. */
  taskRun?: { namespace?: string; flowId?: string; value?: string; state?: { current?: string } };
  triggerDeclaration?: { id?: string; type?: string; disabled?: boolean };
}

/** A value of the KV store with Kestra's name for its type. */
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

/** A log line of a task or trigger. */
export interface LogEntry {
  timestamp: string;
  level: string;
  message?: string;
  [key: string]: unknown;
}

/** The number of items that a bulk action accepted. Since 2.0, Kestra processes them later, as the named operation. */
export interface BulkAnswer {
  count: number;
  operationId?: string;
}

/** States of an execution that has ended. */
export const FINAL_STATES: ReadonlySet<string> = new Set([
  'SUCCESS',
  'WARNING',
  'FAILED',
  'KILLED',
  'CANCELLED',
  'SKIPPED',
  'RETRIED',
]);

/** Kestra's findings for one YAML document. A document with `constraints` cannot be saved. */
export interface FlowCheck {
  index: number;
  namespace?: string;
  flow?: string;
  /** One line for each violation. */
  constraints?: string;
  /** The YAML names a revision that is not the latest. */
  outdated?: boolean;
  deprecationPaths?: string[];
  warnings?: string[];
  infos?: string[];
}

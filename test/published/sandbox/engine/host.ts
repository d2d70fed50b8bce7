import type { Ids } from '../ids.js';
import type { ExecutionStore } from '../store/executions.js';
import type { FileStore } from '../store/files.js';
import type { FlowStore } from '../store/flows.js';
import type { KvStore } from '../store/kv.js';
import type { LogStore } from '../store/logs.js';
import type { MetricStore } from '../store/metrics.js';
import type { Timeline } from '../time.js';
import type { Timers } from '../timers.js';
import type { EngineWays } from './ways.js';

/** What the engine needs from its environment. */
export interface Host {
  tenant: string;
  flows: FlowStore;
  executions: ExecutionStore;
  logs: LogStore;
  metrics: MetricStore;
  kv: KvStore;
  /** The namespace files. */
  files: FileStore;
  timeline: Timeline;
  timers: Timers;
  ids: Ids;
  /** The contents of Kestra's internal storage, by URI. */
  storage: Map<string, Buffer>;
  secrets: readonly string[];
  /** Milliseconds from one state to the next. */
  pace: number;
  workerId: string;
  ways: EngineWays;
}

import type { Clock } from './clock.js';
import { Backfills } from './engine/backfills.js';
import { Engine } from './engine/engine.js';
import { FlowTriggers } from './engine/flow-triggers.js';
import type { Host } from './engine/host.js';
import { Loops } from './engine/loop/loops.js';
import { ConcurrencyQueue } from './engine/queue.js';
import { Subflows } from './engine/subflow.js';
import { createEnterprise, type Enterprise } from './enterprise/enterprise.js';
import { Ids } from './ids.js';
import type { Mode } from './modes.js';
import { DashboardStore } from './store/dashboards.js';
import { ExecutionStore } from './store/executions.js';
import { FileStore } from './store/files.js';
import { FlowStore } from './store/flows.js';
import { KvStore } from './store/kv.js';
import { LogStore } from './store/logs.js';
import { MetricStore } from './store/metrics.js';
import { TriggerStore } from './store/triggers.js';
import { Timeline } from './time.js';
import { Timers } from './timers.js';

/** The responses of the AI routes. If all are missing, no provider is configured. */
export interface AiAnswers {
  flow?: string;
  dashboard?: string;
  app?: string;
  test?: string;
}

export interface WorldOptions {
  mode: Mode;
  tenant: string;
  clock: Clock;
  seed: number;
  pace: number;
  secrets: readonly string[];
  ai: AiAnswers;
}

/** All data of one tenant of a sandbox. A reset replaces it. */
export interface World extends Host {
  mode: Mode;
  engine: Engine;
  triggers: TriggerStore;
  backfills: Backfills;
  queue: ConcurrencyQueue;
  dashboards: DashboardStore;
  enterprise: Enterprise;
  ai: AiAnswers;
  instanceId: string;
}

/** Creates an empty Kestra with its engine. */
export function createWorld({ mode, tenant, clock, seed, pace, secrets, ai }: WorldOptions): World {
  const timeline = new Timeline(clock);
  const ids = new Ids(seed);
  const flows = new FlowStore(timeline);
  const host: Host = {
    tenant,
    flows,
    executions: new ExecutionStore(),
    logs: new LogStore(),
    metrics: new MetricStore(),
    kv: new KvStore(timeline),
    files: new FileStore(timeline),
    timeline,
    timers: new Timers(clock),
    ids,
    storage: new Map(),
    secrets,
    pace,
    workerId: ids.uuid(),
    ways: mode.engine,
  };
  const engine = new Engine(host);
  new Subflows(engine);
  new Loops(engine);
  new FlowTriggers(engine);
  const state = mode.triggerRows === 'state';
  const triggers = new TriggerStore(flows, timeline, { evaluates: state, deletesForGood: state });
  const stores = {
    triggers,
    backfills: new Backfills(engine, triggers),
    queue: new ConcurrencyQueue(engine),
    dashboards: new DashboardStore(timeline),
  };
  const instanceId = ids.next();
  return { ...host, ...stores, engine, mode, ai, instanceId, enterprise: createEnterprise(mode, ids) };
}

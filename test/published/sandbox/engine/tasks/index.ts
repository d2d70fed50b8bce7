import { runnableName } from '../../flow/catalog.js';
import { assertAll, fail, setLabels, sleep, unsupported } from './control.js';
import { getKv, setKv } from './kv.js';
import { log, outputValues, returnValue } from './messages.js';
import { publishMetrics } from './metrics.js';
import { write } from './storage.js';
import type { Worker } from './work.js';

const WORKERS: Record<string, Worker> = {
  'log.Log': log,
  'debug.Return': returnValue,
  'output.OutputValues': outputValues,
  'flow.Sleep': sleep,
  'execution.Fail': fail,
  'execution.Labels': setLabels,
  'execution.Assert': assertAll,
  'metric.Publish': publishMetrics,
  'storage.Write': write,
  'kv.Set': setKv,
  'kv.Get': getKv,
};

/** Finds the implementation of a task type. Undefined for flowable types, which the engine runs itself. */
export function workerOf(type: string): Worker | undefined {
  const name = runnableName(type);
  return name === undefined ? unsupported : WORKERS[name];
}

import type { JsonObject } from '../json.js';
import type { Micros } from '../time.js';

/** A number that a task reported. */
export interface Metric {
  namespace: string;
  flowId: string;
  taskId: string;
  executionId: string;
  taskRunId: string;
  type: 'counter' | 'timer';
  name: string;
  value: number;
  timestamp: Micros;
  tags?: JsonObject;
}

/** Metrics in the order in which they were reported. */
export class MetricStore {
  readonly #metrics: Metric[] = [];

  ofExecution(id: string): Metric[] {
    return this.#metrics.filter(({ executionId }) => executionId === id);
  }

  ofFlow(namespace: string, flowId: string): Metric[] {
    return this.#metrics.filter((each) => each.namespace === namespace && each.flowId === flowId);
  }

  add(metric: Metric): void {
    this.#metrics.push(metric);
  }
}

import type { Page, Paging } from '../types.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';

/** A number that a task reported. Timers are in milliseconds. */
export interface Metric {
  name: string;
  type?: string;
  value: number;
  taskId?: string;
  taskRunId?: string;
  timestamp?: string;
  tags?: Readonly<Record<string, string>> | null;
  [key: string]: unknown;
}

/** Conditions for the metrics of one execution. */
export interface MetricFilter {
  taskId?: string | undefined;
  taskRunId?: string | undefined;
}

/** A flow or one of its tasks. */
export interface MetricPlace {
  namespace: string;
  flowId: string;
  taskId?: string | undefined;
}

/** The period (ISO 8601 with an offset) and the function by which a metric is aggregated. */
export interface MetricSpan {
  startDate?: string | undefined;
  endDate?: string | undefined;
  aggregation: 'sum' | 'avg' | 'min' | 'max';
}

/** The values of a metric. A period without values has no name and the value 0. */
export interface MetricAggregate {
  groupBy?: string;
  aggregations: { name?: string; value?: number; date?: string }[];
}

/** Metrics: `/api/v1/{tenant}/metrics`. These routes have kept their flat parameters in 2.x. */
export class MetricsResource {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp) {
    this.#http = http;
  }

  /**
   * List the metrics that the tasks of an execution reported: `GET metrics/{executionId}`. Empty for an unknown
   * execution.
   */
  async ofExecution(executionId: string, asked: MetricFilter & Paging): Promise<Page<Metric>> {
    const { taskId, taskRunId, page, size } = asked;
    return this.#http.json<Page<Metric>>({
      path: route`metrics/${executionId}`,
      within: { execution: executionId },
      query: { page, size, taskId, taskRunId },
    });
  }

  /**
   * List the names of the metrics reported so far by a flow or one of its tasks: `GET
   * metrics/names/{namespace}/{flowId}`.
   */
  names({ namespace, flowId, taskId }: MetricPlace): Promise<string[]> {
    const path = route`metrics/names/${namespace}/${flowId}`;
    return this.#list(
      namespace,
      taskId === undefined ? path : route`metrics/names/${namespace}/${flowId}/${taskId}`,
    );
  }

  /** List the ids of the tasks that reported metrics: `GET metrics/tasks/{namespace}/{flowId}`. */
  tasks({ namespace, flowId }: MetricPlace): Promise<string[]> {
    return this.#list(namespace, route`metrics/tasks/${namespace}/${flowId}`);
  }

  /**
   * Aggregate a metric of a flow or one of its tasks: `GET metrics/aggregates/{namespace}/{flowId}/{metric}`. Values
   * are by day if the period is longer than a day.
   */
  async aggregate(
    { namespace, flowId, taskId }: MetricPlace,
    metric: string,
    span: MetricSpan,
  ): Promise<MetricAggregate> {
    const path =
      taskId === undefined
        ? route`metrics/aggregates/${namespace}/${flowId}/${metric}`
        : route`metrics/aggregates/${namespace}/${flowId}/${taskId}/${metric}`;
    const found = await this.#http.json<MetricAggregate>({ path, within: { namespace }, query: { ...span } });
    return { ...found, aggregations: found?.aggregations ?? [] };
  }

  async #list(namespace: string, path: Route): Promise<string[]> {
    return (await this.#http.json<string[]>({ path, within: { namespace } })) ?? [];
  }
}

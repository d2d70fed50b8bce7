import type { Page, Paging } from '../types.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';

/** A number that a task reported; of a timer in milliseconds. */
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

/** Which metrics of an execution. */
export interface MetricFilter {
  taskId?: string | undefined;
  taskRunId?: string | undefined;
}

/** A flow, or one of its tasks. */
export interface MetricPlace {
  namespace: string;
  flowId: string;
  taskId?: string | undefined;
}

/** Over which time a metric is taken together, ISO 8601 with offset, and how. */
export interface MetricSpan {
  startDate?: string | undefined;
  endDate?: string | undefined;
  aggregation: 'sum' | 'avg' | 'min' | 'max';
}

/** What a metric came to; a time without any has no name, and 0. */
export interface MetricAggregate {
  groupBy?: string;
  aggregations: { name?: string; value?: number; date?: string }[];
}

/** Metrics: `/api/v1/{tenant}/metrics`, which have kept their flat parameters. */
export class MetricsResource {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp) {
    this.#http = http;
  }

  /** `GET metrics/{executionId}`: a page of what the tasks of an execution reported; an unknown one has none. */
  async ofExecution(executionId: string, asked: MetricFilter & Paging): Promise<Page<Metric>> {
    const { taskId, taskRunId, page, size } = asked;
    return this.#http.json<Page<Metric>>({
      path: route`metrics/${executionId}`,
      within: { execution: executionId },
      query: { page, size, taskId, taskRunId },
    });
  }

  /** `GET metrics/names/{namespace}/{flowId}`, or below it of a task: names that were reported so far. */
  names({ namespace, flowId, taskId }: MetricPlace): Promise<string[]> {
    const path = route`metrics/names/${namespace}/${flowId}`;
    return this.#list(
      namespace,
      taskId === undefined ? path : route`metrics/names/${namespace}/${flowId}/${taskId}`,
    );
  }

  /** `GET metrics/tasks/{namespace}/{flowId}`: ids of the tasks that reported some. */
  tasks({ namespace, flowId }: MetricPlace): Promise<string[]> {
    return this.#list(namespace, route`metrics/tasks/${namespace}/${flowId}`);
  }

  /**
   * `GET metrics/aggregates/{namespace}/{flowId}/{metric}`, or of a task alone: what a metric came to, by day where the
   * time is longer than one.
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

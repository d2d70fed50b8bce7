import type { WithinKnown } from '../fence/within.js';
import { ownNamespace, searchWithin } from '../search/search.js';
import type { LogEntry, Page, Paging } from '../types.js';
import { period, type Query, where } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { jsonOfEvent } from '../wire/refusal.js';
import type { KestraRequest } from '../wire/request.js';
import { route } from '../wire/route.js';

/** Conditions for the log lines of one execution. */
export interface LogFilter {
  /** This level and the levels above it: TRACE, DEBUG, INFO, WARN, ERROR. */
  minLevel?: string | undefined;
  taskRunId?: string | undefined;
  taskId?: string | undefined;
  attempt?: number | undefined;
}

/** Conditions of a search for log lines. */
export interface LogSearch extends Paging {
  q?: string | undefined;
  /** Includes child namespaces. */
  namespace?: string | undefined;
  flowId?: string | undefined;
  minLevel?: string | undefined;
  /** ISO 8601 with an offset. */
  startDate?: string | undefined;
  /** End of the period. Without a `startDate`, the period begins with the first line. */
  endDate?: string | undefined;
}

/** Logs: `/api/v1/{tenant}/logs`. */
export class LogsResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /** List the log lines of an execution, oldest first: `GET logs/{executionId}`. Empty for an unknown execution. */
  async list(executionId: string, filter: LogFilter): Promise<LogEntry[]> {
    const query = await this.filters(filter);
    const request = { path: route`logs/${executionId}`, within: { execution: executionId }, query };
    return (await this.#http.json<LogEntry[]>(request)) ?? [];
  }

  /**
   * Get the log lines of an execution as text, one per line with time, level and message: `GET
   * logs/{executionId}/download`.
   */
  async download(executionId: string, filter: LogFilter): Promise<string> {
    const query = await this.filters(filter);
    const path = route`logs/${executionId}/download`;
    return (await this.#http.send({ path, within: { execution: executionId }, query })).text;
  }

  /**
   * Follow the log of an execution: `GET logs/{executionId}/follow`. Yields the existing lines and then each new one,
   * from `minLevel` up. Kestra does not close the stream when the execution ends. Abort `signal` to end it.
   */
  async *follow(
    executionId: string,
    minLevel: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<LogEntry> {
    const query = await this.filters({ minLevel });
    const request = { path: route`logs/${executionId}/follow`, within: { execution: executionId }, query };
    for await (const { id, data } of this.#http.events(request, signal)) {
      if (id !== 'start' && id !== 'end' && data !== '') yield jsonOfEvent<LogEntry>(data);
    }
  }

  /** Search the log lines of all executions, newest first: `GET logs/search`. `q` searches the messages. */
  async search({ page, size, ...asked }: LogSearch): Promise<Page<LogEntry> & { nextCursor?: string }> {
    const { filters, level } = await this.instance.dialect();
    const sort = ['timestamp:desc'];
    return searchWithin<LogEntry>(this.#http.fence, {
      namespace: asked.namespace,
      page,
      size,
      sort,
      namespaceOf: ownNamespace,
      ask: ({ namespace, page, size }) => {
        const conditions = where(filters, [
          ['q', 'EQUALS', asked.q],
          ['namespace', 'PREFIX', namespace],
          ['flowId', 'EQUALS', asked.flowId],
          [filters === 'flat' ? 'minLevel' : 'level', level, asked.minLevel],
          ...period(asked),
        ]);
        const query = { page, size, sort, ...conditions };
        return this.#http.json({ path: route`logs/search`, within: { namespace }, query });
      },
    });
  }

  /**
   * Delete the log lines of an execution that match the filter: `DELETE logs/{executionId}`. The route has kept its
   * flat parameters in 2.x.
   */
  async delete(executionId: string, { minLevel, taskRunId, taskId, attempt }: LogFilter): Promise<void> {
    const query = { minLevel, taskRunId, taskId, attempt };
    await this.remove({ path: route`logs/${executionId}`, within: { execution: executionId }, query });
  }

  /**
   * Delete the log lines of all executions of a flow, or only those of one trigger: `DELETE
   * logs/{namespace}/{flowId}`.
   */
  async deleteOfFlow(namespace: string, flowId: string, triggerId?: string): Promise<void> {
    const path = route`logs/${namespace}/${flowId}`;
    await this.remove({ path, within: { namespace }, query: { triggerId } });
  }

  private async remove(request: KestraRequest<WithinKnown>): Promise<void> {
    await this.#http.send({ ...request, method: 'DELETE', effect: 'destructive' });
  }

  private async filters({ minLevel, taskRunId, taskId, attempt }: LogFilter): Promise<Query> {
    const { executionLogs, level } = await this.instance.dialect();
    if (executionLogs === 'flat') return { minLevel, taskRunId, taskId, attempt };
    return where('filters', [
      ['level', level, minLevel],
      ['taskRunId', 'EQUALS', taskRunId],
      ['taskId', 'EQUALS', taskId],
      ['attemptNumber', 'EQUALS', attempt === undefined ? undefined : String(attempt)],
    ]);
  }
}

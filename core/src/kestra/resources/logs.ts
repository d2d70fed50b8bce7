import { type Query, where } from '../filters.js';
import type { KestraHttp } from '../http.js';
import type { InstanceResource } from '../instance.js';
import type { KestraRequest } from '../request.js';
import { type Route, route } from '../route.js';
import type { LogEntry, Page } from '../types.js';
import type { Paging } from './flows.js';

/** Which lines of an execution. */
export interface LogFilter {
  /** This level and those above: TRACE, DEBUG, INFO, WARN, ERROR. */
  minLevel?: string | undefined;
  taskRunId?: string | undefined;
  taskId?: string | undefined;
  attempt?: number | undefined;
}

export interface LogSearch extends Paging {
  q?: string | undefined;
  /** Includes child namespaces. */
  namespace?: string | undefined;
  flowId?: string | undefined;
  minLevel?: string | undefined;
  /** ISO 8601. */
  startDate?: string | undefined;
  endDate?: string | undefined;
}

/** Logs: `/api/v1/{tenant}/logs`. */
export class LogsResource {
  constructor(
    private readonly http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {}

  /** `GET logs/{executionId}`: the lines of an execution, oldest first; none for an unknown one. */
  async list(executionId: string, filter: LogFilter): Promise<LogEntry[]> {
    const query = await this.filters(filter);
    return (await this.http.json<LogEntry[]>({ path: route`logs/${executionId}`, query })) ?? [];
  }

  /** `GET logs/{executionId}/download`: the same as text, a line each: time, level, message. */
  async download(executionId: string, filter: LogFilter): Promise<string> {
    const query = await this.filters(filter);
    return (await this.http.send({ path: route`logs/${executionId}/download`, query })).text;
  }

  /**
   * `GET logs/{executionId}/follow`: those that are there, then each as it is written. Kestra does not close the stream
   * at the end of the execution: `signal` does.
   */
  async *follow(
    executionId: string,
    minLevel: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<LogEntry> {
    const query = await this.filters({ minLevel });
    const path = route`logs/${executionId}/follow`;
    for await (const { id, data } of this.http.events({ path, query }, signal)) {
      if (id !== 'start' && id !== 'end' && data !== '') yield JSON.parse(data) as LogEntry;
    }
  }

  /** `GET logs/search` over all executions, newest first. */
  async search({ page, size, ...asked }: LogSearch): Promise<Page<LogEntry> & { nextCursor?: string }> {
    const { filters, level } = await this.instance.dialect();
    const conditions = where(filters, [
      ['q', 'EQUALS', asked.q],
      ['namespace', 'PREFIX', asked.namespace],
      ['flowId', 'EQUALS', asked.flowId],
      [filters === 'flat' ? 'minLevel' : 'level', level, asked.minLevel],
      ['startDate', 'GREATER_THAN_OR_EQUAL_TO', asked.startDate],
      ['endDate', 'LESS_THAN_OR_EQUAL_TO', asked.endDate],
    ]);
    return this.http.json({
      path: route`logs/search`,
      query: { page, size, sort: 'timestamp:desc', ...conditions },
    });
  }

  /** `DELETE logs/{executionId}`. The route kept its flat parameters in 2.x. */
  async delete(executionId: string, { minLevel, taskRunId, taskId, attempt }: LogFilter): Promise<void> {
    await this.remove(route`logs/${executionId}`, { minLevel, taskRunId, taskId, attempt });
  }

  /** `DELETE logs/{namespace}/{flowId}`: of all executions of a flow, or only what a trigger wrote. */
  async deleteOfFlow(namespace: string, flowId: string, triggerId?: string): Promise<void> {
    await this.remove(route`logs/${namespace}/${flowId}`, { triggerId });
  }

  private async remove(path: Route, query: Query): Promise<void> {
    const request: KestraRequest = { method: 'DELETE', path, query, effect: 'destructive' };
    await this.http.send(request);
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

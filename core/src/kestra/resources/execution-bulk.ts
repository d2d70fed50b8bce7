import type { BulkAnswer } from '../types.js';
import type { Query } from '../versions/filters.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';

/** What can be done to several executions at once, which are named by their ids: `/api/v1/{tenant}/executions`. */
export class ExecutionBulk {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp) {
    this.#http = http;
  }

  /**
   * `POST executions/resume/by-ids`, with the pauses' own defaults: how many were taken on. InvalidError names those
   * that are not paused, and then none is.
   */
  async resumeAll(ids: readonly string[]): Promise<BulkAnswer> {
    return this.bulk(route`executions/resume/by-ids`, ids);
  }

  /**
   * `POST executions/replay/by-ids`: a new execution of each, by its own or by the latest revision; how many were
   * taken on. InvalidError names those that are not there, and then none is.
   */
  async replayAll(ids: readonly string[], latestRevision: boolean): Promise<BulkAnswer> {
    return this.bulk(route`executions/replay/by-ids`, ids, latestRevision ? { latestRevision } : {});
  }

  private async bulk(path: Route, ids: readonly string[], query: Query = {}): Promise<BulkAnswer> {
    const answer = await this.#http.json<{ count?: number; totalItems?: number; operationId?: string }>({
      method: 'POST',
      path,
      within: { execution: ids },
      query,
      json: ids,
    });
    const { count, totalItems = 0, operationId } = answer;
    return { count: count ?? totalItems, ...(operationId !== undefined && { operationId }) };
  }
}

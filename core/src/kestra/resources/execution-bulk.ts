import type { BulkAnswer } from '../types.js';
import type { Query } from '../versions/filters.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';

/** Actions on several executions, named by their ids: `/api/v1/{tenant}/executions`. */
export class ExecutionBulk {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp) {
    this.#http = http;
  }

  /**
   * Resume executions with the defaults of their pauses: `POST executions/resume/by-ids`. Returns how many were
   * accepted. If any execution is not paused, none is resumed: throws InvalidError, which names those executions.
   */
  async resumeAll(ids: readonly string[]): Promise<BulkAnswer> {
    return this.bulk(route`executions/resume/by-ids`, ids);
  }

  /**
   * Replay each execution as a new one, with its own or the latest revision: `POST executions/replay/by-ids`. Returns
   * how many were accepted. If any execution does not exist, none is replayed: throws InvalidError, which names those
   * executions.
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

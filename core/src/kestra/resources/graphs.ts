import type { FlowGraph } from '../types.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';
import type { FlowReads } from './flow-reads.js';

/** The order in which the tasks of a flow run. */
export class GraphsResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly flows: Pick<FlowReads, 'orNearest'>,
  ) {
    this.#http = http;
  }

  /**
   * Get the tasks and triggers of a flow, by default of its latest revision: `GET flows/{namespace}/{id}/graph`. Throws
   * NotFoundError with the nearest ids, or with the existing revisions.
   */
  ofFlow(namespace: string, id: string, revision?: number): Promise<FlowGraph> {
    const graph = this.#http.json<FlowGraph>({
      path: route`flows/${namespace}/${id}/graph`,
      within: { namespace },
      query: { revision },
    });
    return this.flows.orNearest(graph, namespace, { id, revision });
  }

  /**
   * Get the graph of an execution, with its task runs: `GET executions/{id}/graph`. Throws NotFoundError if it
   * does not exist.
   */
  ofExecution(id: string): Promise<FlowGraph> {
    return this.#http.json({ path: route`executions/${id}/graph`, within: { execution: id } });
  }
}

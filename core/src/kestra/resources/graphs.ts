import type { FlowGraph } from '../types.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';
import type { FlowReads } from './flow-reads.js';

/** How the tasks of a flow follow each other. */
export class GraphsResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly flows: Pick<FlowReads, 'orNearest'>,
  ) {
    this.#http = http;
  }

  /**
   * `GET flows/{namespace}/{id}/graph`: the tasks and triggers of a flow, of its latest revision when none is given.
   * NotFoundError with the nearest ids, or with the revisions that there are.
   */
  ofFlow(namespace: string, id: string, revision?: number): Promise<FlowGraph> {
    const graph = this.#http.json<FlowGraph>({
      path: route`flows/${namespace}/${id}/graph`,
      within: { namespace },
      query: { revision },
    });
    return this.flows.orNearest(graph, namespace, { id, revision });
  }

  /** `GET executions/{id}/graph`: the same as an execution runs it, with its task runs. NotFoundError when there is none. */
  ofExecution(id: string): Promise<FlowGraph> {
    return this.#http.json({ path: route`executions/${id}/graph`, within: { execution: id } });
  }
}

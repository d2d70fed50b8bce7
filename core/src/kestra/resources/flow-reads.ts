import { graphWithin } from '../fence/graph.js';
import { missingRevision } from '../search/missing-revision.js';
import { orNearest } from '../search/nearest-ids.js';
import { noFlows } from '../search/no-flows.js';
import { everyRow } from '../search/pages.js';
import { ownNamespace, searchWithin } from '../search/search.js';
import type { DependencyGraph, Flow, FlowCheck, Page, Paging } from '../types.js';
import { where } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';
import { matchOf, type SourceMatch, type SourceRow } from './source-match.js';

/** Conditions of a search for flows. `search` looks for `q` in names, `searchSource` in the YAML. */
export interface FlowSearch extends Paging {
  q?: string | undefined;
  /** Includes child namespaces. */
  namespace?: string | undefined;
}

/** A flow or one of its revisions. */
export interface FlowRevision {
  id: string;
  revision?: number | undefined;
}

/** Methods that read flows. */
export class FlowReads {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * Get a flow: `GET flows/{namespace}/{id}`. `source` adds the YAML. `revision` defaults to the latest. Throws
   * NotFoundError with the nearest ids, or with the existing revisions.
   */
  get(
    namespace: string,
    id: string,
    { source, revision }: { source?: boolean; revision?: number | undefined } = {},
  ): Promise<Flow> {
    const flow = this.#http.json<Flow>({
      path: route`flows/${namespace}/${id}`,
      within: { namespace },
      query: { source, revision },
    });
    return this.orNearest(flow, namespace, { id, revision });
  }

  /**
   * Check that a flow with this id exists in the namespace or below it, where searches look: `GET
   * flows/{namespace}/{id}`, and if that fails `GET flows/search`. Throws NotFoundError, with the nearest ids, if it
   * does not.
   */
  async ensureWithin(namespace: string, id: string): Promise<void> {
    let ids: readonly string[] = [];
    const list = async () => {
      const flows = await everyRow((paging) => this.search({ namespace, ...paging }));
      ids = [...new Set(flows.map((flow) => flow.id))];
      return ids;
    };
    const own = this.#http.json<Flow>({ path: route`flows/${namespace}/${id}`, within: { namespace } });
    await orNearest(own, { id, among: `flows in or below namespace ${namespace}`, list }).catch((error) => {
      if (!ids.includes(id)) throw error;
    });
  }

  /**
   * List all flows of exactly this namespace, without sources: `GET flows/{namespace}`. Returns an empty list if the
   * namespace does not exist.
   */
  async list(namespace: string): Promise<Flow[]> {
    return (await this.#http.json<Flow[]>({ path: route`flows/${namespace}`, within: { namespace } })) ?? [];
  }

  /**
   * Search flows by name, in a namespace and its children or in all namespaces: `GET flows/search`. Rows have no
   * sources.
   */
  async search({ q, namespace, ...paging }: FlowSearch): Promise<Page<Flow>> {
    const { filters } = await this.instance.dialect();
    const sort = ['id:asc'];
    return searchWithin<Flow>(this.#http.fence, {
      namespace,
      ...paging,
      sort,
      namespaceOf: ownNamespace,
      ask: ({ namespace, page, size }) => {
        const conditions = where(filters, [
          ['q', 'EQUALS', q],
          ['namespace', 'PREFIX', namespace],
        ]);
        const query = { page, size, sort, ...conditions };
        return this.#http.json({ path: route`flows/search`, within: { namespace }, query });
      },
    });
  }

  /**
   * Search flows whose YAML contains a text: `GET flows/source`. Each row has the matching lines. The route has kept
   * its flat parameters in 2.x.
   */
  searchSource({ q, namespace, ...paging }: FlowSearch & { q: string }): Promise<Page<SourceMatch>> {
    return searchWithin<SourceMatch>(this.#http.fence, {
      namespace,
      ...paging,
      // Keep Kestra's order.
      sort: [],
      namespaceOf: ({ model }) => ownNamespace(model),
      ask: async ({ namespace, page, size }) => {
        const query = { page, size, q, namespace };
        const path = route`flows/source`;
        const found = await this.#http.json<Page<SourceMatch | SourceRow>>({
          path,
          within: { namespace },
          query,
        });
        return { ...found, results: (found?.results ?? []).map(matchOf) };
      },
    });
  }

  /**
   * List all revisions of a flow with their sources: `GET flows/{namespace}/{id}/revisions`. Returns an empty list
   * for an unknown flow.
   */
  async revisions(namespace: string, id: string): Promise<Flow[]> {
    const request = { path: route`flows/${namespace}/${id}/revisions`, within: { namespace } };
    return (await this.#http.json<Flow[]>(request)) ?? [];
  }

  /**
   * Get the flows that a flow starts and the flows that start it: `GET flows/{namespace}/{id}/dependencies`. Flows
   * outside the fixed namespaces are left out. Throws NotFoundError if the flow does not exist.
   */
  async dependencies(namespace: string, id: string): Promise<DependencyGraph> {
    const graph = await this.#http.json<DependencyGraph>({
      path: route`flows/${namespace}/${id}/dependencies`,
      within: { namespace },
      query: { destinationOnly: false, expandAll: false },
    });
    return graphWithin(this.#http.fence, this.#http.tenant, graph);
  }

  /**
   * Validate YAML without saving it: `POST flows/validate`. Returns Kestra's findings for each document, valid or
   * not. Throws InputError if namespaces are fixed and the namespace of the YAML cannot be determined, as with
   * several documents.
   */
  async validate(yaml: string): Promise<FlowCheck[]> {
    const request = { method: 'POST', path: route`flows/validate`, within: 'yaml', effect: 'read' } as const;
    return (await this.#http.json<FlowCheck[]>({ ...request, yaml })) ?? [];
  }

  /**
   * List the namespaces that have flows, optionally those whose names contain `q`: `GET flows/distinct-namespaces`.
   */
  async distinctNamespaces(q?: string): Promise<string[]> {
    const request = { path: route`flows/distinct-namespaces`, within: 'names', query: { q } } as const;
    const names = await this.#http.json<string[]>(request);
    const { fence } = this.#http;
    return fence === undefined ? names : (names ?? []).filter((name) => fence.allows(name));
  }

  /**
   * If a namespace has no flows, say where flows exist: `GET flows/distinct-namespaces`. With `below`, flows in its
   * children count as its own. Returns a sentence, or undefined if it has flows or the caller may not look.
   */
  async elsewhere(namespace: string, { below = false } = {}): Promise<string | undefined> {
    const names = await this.distinctNamespaces().catch(() => undefined);
    const isThere = names?.some((name) => name === namespace || (below && name.startsWith(`${namespace}.`)));
    return isThere === false && names ? noFlows(namespace, names) : undefined;
  }

  /**
   * Return the result of an attempt. If it fails with NotFoundError, add the nearest flows of the namespace (`GET
   * flows/{namespace}`) or the existing revisions (`GET flows/{namespace}/{id}/revisions`) to the error.
   */
  orNearest<T>(attempt: Promise<T>, namespace: string, flow: string | FlowRevision): Promise<T> {
    const { id, revision = undefined } = typeof flow === 'string' ? { id: flow } : flow;
    const list = async () => (await this.list(namespace)).map((flow) => flow.id);
    const ofPresent = async () => {
      const known = revision === undefined ? [] : await this.revisions(namespace, id);
      return missingRevision(
        id,
        revision ?? 0,
        known.flatMap((one) => one.revision ?? []),
      );
    };
    return orNearest(attempt, { id, among: `flows in namespace ${namespace}`, list, ofPresent });
  }
}

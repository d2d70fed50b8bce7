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

/** Which flows: `q` is sought in names, and by `searchSource` in the YAML. */
export interface FlowSearch extends Paging {
  q?: string | undefined;
  /** Includes child namespaces. */
  namespace?: string | undefined;
}

/** A flow, or one of its revisions. */
export interface FlowRevision {
  id: string;
  revision?: number | undefined;
}

/** What can be read of flows. */
export class FlowReads {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * `GET flows/{namespace}/{id}`: a flow; `source` adds the YAML, `revision` means the latest when left out.
   * NotFoundError with the nearest ids, or with the revisions that there are.
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
   * `GET flows/{namespace}/{id}`, and where that fails `GET flows/search`: nothing when a flow of this id is in the
   * namespace or below it, where searches look. NotFoundError with the nearest ids otherwise.
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
   * `GET flows/{namespace}`: all flows of exactly this namespace, without sources; an empty list for one that is not
   * there.
   */
  async list(namespace: string): Promise<Flow[]> {
    return (await this.#http.json<Flow[]>({ path: route`flows/${namespace}`, within: { namespace } })) ?? [];
  }

  /** `GET flows/search`: a page of flows without sources, by name, of a namespace and its children or of all. */
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
   * `GET flows/source`: a page of flows whose YAML contains the text, with the lines that do. The route kept its flat
   * parameters in 2.x.
   */
  searchSource({ q, namespace, ...paging }: FlowSearch & { q: string }): Promise<Page<SourceMatch>> {
    return searchWithin<SourceMatch>(this.#http.fence, {
      namespace,
      ...paging,
      // As Kestra finds them.
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
   * `GET flows/{namespace}/{id}/revisions`: all revisions with their sources; empty for an unknown
   * flow.
   */
  async revisions(namespace: string, id: string): Promise<Flow[]> {
    const request = { path: route`flows/${namespace}/${id}/revisions`, within: { namespace } };
    return (await this.#http.json<Flow[]>(request)) ?? [];
  }

  /**
   * `GET flows/{namespace}/{id}/dependencies`: what this flow starts and what starts it, without flows outside of the
   * fixed namespaces. NotFoundError when there is no such flow.
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
   * `POST flows/validate` with YAML: what Kestra says of each document, whether it is valid or not; nothing is saved.
   * InputError where namespaces are fixed and the YAML's cannot be told, as that of several documents.
   */
  async validate(yaml: string): Promise<FlowCheck[]> {
    const request = { method: 'POST', path: route`flows/validate`, within: 'yaml', effect: 'read' } as const;
    return (await this.#http.json<FlowCheck[]>({ ...request, yaml })) ?? [];
  }

  /** `GET flows/distinct-namespaces`: the namespaces that have flows, those whose names contain `q` if it is given. */
  async distinctNamespaces(q?: string): Promise<string[]> {
    const request = { path: route`flows/distinct-namespaces`, within: 'names', query: { q } } as const;
    const names = await this.#http.json<string[]>(request);
    const { fence } = this.#http;
    return fence === undefined ? names : (names ?? []).filter((name) => fence.allows(name));
  }

  /**
   * `GET flows/distinct-namespaces`, of a namespace where nothing is found: in words where flows are, when it has
   * none itself, or with `below` none below it either. Undefined when it has, and for whoever may not look.
   */
  async elsewhere(namespace: string, { below = false } = {}): Promise<string | undefined> {
    const names = await this.distinctNamespaces().catch(() => undefined);
    const isThere = names?.some((name) => name === namespace || (below && name.startsWith(`${namespace}.`)));
    return isThere === false && names ? noFlows(namespace, names) : undefined;
  }

  /**
   * `GET flows/{namespace}`, once the attempt has failed: its error names the flows of the namespace when this one is
   * not there, and its revisions when that one is not (`GET flows/{namespace}/{id}/revisions`). What succeeds is
   * given back as it is.
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

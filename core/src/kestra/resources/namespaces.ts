import { graphWithin } from '../fence/graph.js';
import { everyRow } from '../search/pages.js';
import type { DependencyGraph, Page, Paging } from '../types.js';
import { where } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** A namespace. `disabled` marks one that exists only because it contains flows (Enterprise Edition). */
export interface Namespace {
  id: string;
  disabled?: boolean;
  [key: string]: unknown;
}

/** Namespaces: `/api/v1/{tenant}/namespaces`. */
export class NamespacesResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * Search namespaces by name, including parents: `GET namespaces/search`. Kestra cannot limit this search to some
   * namespaces. If namespaces are fixed, all are read, and the page contains only those inside.
   */
  async search({ q, page, size }: { q?: string | undefined } & Paging): Promise<Page<Namespace>> {
    const { fence } = this.#http;
    if (fence === undefined) return this.page(q, { page, size });
    const all = await everyRow((paging) => this.page(q, paging));
    const inside = all.filter(({ id }) => fence.allows(id));
    return { results: inside.slice((page - 1) * size, page * size), total: inside.length };
  }

  /**
   * Get the flows of a namespace and their dependencies: `GET namespaces/{namespace}/dependencies`. Flows outside the
   * fixed namespaces are left out.
   */
  async dependencies(namespace: string): Promise<DependencyGraph> {
    const graph = await this.#http.json<DependencyGraph>({
      path: route`namespaces/${namespace}/dependencies`,
      within: { namespace },
      query: { destinationOnly: false },
    });
    return graphWithin(this.#http.fence, this.#http.tenant, graph);
  }

  private async page(q: string | undefined, { page, size }: Paging): Promise<Page<Namespace>> {
    const { namespaceFilters } = await this.instance.dialect();
    const conditions = where(namespaceFilters, [['q', 'EQUALS', q]]);
    return this.#http.json({
      path: route`namespaces/search`,
      within: 'names',
      query: { page, size, existing: false, ...conditions },
    });
  }
}

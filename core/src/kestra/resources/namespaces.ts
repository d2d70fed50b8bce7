import { where } from '../filters.js';
import type { KestraHttp } from '../http.js';
import type { InstanceResource } from '../instance.js';
import { route } from '../route.js';
import type { DependencyGraph, Page } from '../types.js';
import type { Paging } from './flows.js';

/** A namespace; `disabled` marks one that exists only because flows are in it (Enterprise Edition). */
export interface Namespace {
  id: string;
  disabled?: boolean;
  [key: string]: unknown;
}

/** Namespaces: `/api/v1/{tenant}/namespaces`. */
export class NamespacesResource {
  constructor(
    private readonly http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {}

  /** `GET namespaces/search`, parents of namespaces included. */
  async search({ q, page, size }: { q?: string | undefined } & Paging): Promise<Page<Namespace>> {
    const { namespaceFilters } = await this.instance.dialect();
    const conditions = where(namespaceFilters, [['q', 'EQUALS', q]]);
    return this.http.json({
      path: route`namespaces/search`,
      query: { page, size, existing: false, ...conditions },
    });
  }

  /** `GET namespaces/{namespace}/dependencies`: the flows of a namespace and what starts what. */
  dependencies(namespace: string): Promise<DependencyGraph> {
    return this.http.json({
      path: route`namespaces/${namespace}/dependencies`,
      query: { destinationOnly: false },
    });
  }
}

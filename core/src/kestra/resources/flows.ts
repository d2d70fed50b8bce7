import { where } from '../filters.js';
import type { KestraHttp } from '../http.js';
import type { InstanceResource } from '../instance.js';
import { orNearest } from '../nearest-ids.js';
import { route } from '../route.js';
import type { DependencyGraph, Flow, Page } from '../types.js';

/** A flow found by its source, with the places that matched. */
export interface SourceMatch {
  model: Flow;
  fragments: string[];
}

/** A page of a search, counted from 1. */
export interface Paging {
  page: number;
  size: number;
}

/** Flows: `/api/v1/{tenant}/flows`. */
export class FlowsResource {
  constructor(
    private readonly http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {}

  /** `GET flows/{namespace}/{id}`; `source` adds the YAML, `revision` means the latest when left out. */
  get(
    namespace: string,
    id: string,
    { source, revision }: { source?: boolean; revision?: number | undefined } = {},
  ): Promise<Flow> {
    const flow = this.http.json<Flow>({ path: route`flows/${namespace}/${id}`, query: { source, revision } });
    return this.orNearest(flow, namespace, id);
  }

  /** `GET flows/{namespace}`: all flows of exactly this namespace, without sources. */
  async list(namespace: string): Promise<Flow[]> {
    return (await this.http.json<Flow[]>({ path: route`flows/${namespace}` })) ?? [];
  }

  /** `GET flows/search` by name; `namespace` includes its children. */
  async search({
    q,
    namespace,
    page,
    size,
  }: { q?: string | undefined; namespace?: string | undefined } & Paging): Promise<Page<Flow>> {
    const { filters } = await this.instance.dialect();
    const conditions = where(filters, [
      ['q', 'EQUALS', q],
      ['namespace', 'PREFIX', namespace],
    ]);
    return this.http.json({
      path: route`flows/search`,
      query: { page, size, sort: 'id:asc', ...conditions },
    });
  }

  /** `GET flows/source`: flows whose YAML contains the text. The route kept its flat parameters in 2.x. */
  searchSource({
    q,
    namespace,
    page,
    size,
  }: { q: string; namespace?: string | undefined } & Paging): Promise<Page<SourceMatch>> {
    return this.http.json({ path: route`flows/source`, query: { page, size, q, namespace } });
  }

  /** `POST flows` with YAML: creates a flow; 422 when it exists or is not valid. */
  create(yaml: string): Promise<Flow> {
    return this.http.json({ method: 'POST', path: route`flows`, yaml });
  }

  /** `PUT flows/{namespace}/{id}` with YAML: a new revision of an existing flow. */
  update(namespace: string, id: string, yaml: string): Promise<Flow> {
    return this.http.json({ method: 'PUT', path: route`flows/${namespace}/${id}`, yaml });
  }

  /** `DELETE flows/{namespace}/{id}`. */
  async delete(namespace: string, id: string): Promise<void> {
    const path = route`flows/${namespace}/${id}`;
    await this.orNearest(this.http.send({ method: 'DELETE', path, effect: 'destructive' }), namespace, id);
  }

  /** `GET flows/{namespace}/{id}/revisions`: all revisions with their sources; empty for an unknown flow. */
  async revisions(namespace: string, id: string): Promise<Flow[]> {
    return (await this.http.json<Flow[]>({ path: route`flows/${namespace}/${id}/revisions` })) ?? [];
  }

  /** `GET flows/{namespace}/{id}/dependencies`: what this flow starts and what starts it. */
  dependencies(namespace: string, id: string): Promise<DependencyGraph> {
    return this.http.json({
      path: route`flows/${namespace}/${id}/dependencies`,
      query: { destinationOnly: false, expandAll: false },
    });
  }

  /** `POST flows/enable|disable/by-ids`; `count` is how many changed, 0 when the flow was so already. */
  setEnabled(namespace: string, id: string, enabled: boolean): Promise<{ count: number }> {
    const path = enabled ? route`flows/enable/by-ids` : route`flows/disable/by-ids`;
    const changed = this.http.json<{ count: number }>({ method: 'POST', path, json: [{ namespace, id }] });
    return this.orNearest(changed, namespace, id);
  }

  /** `GET flows/distinct-namespaces`: the namespaces that have flows. */
  distinctNamespaces(q?: string): Promise<string[]> {
    return this.http.json({ path: route`flows/distinct-namespaces`, query: { q } });
  }

  /** When the flow is not there, the error names those of its namespace. */
  orNearest<T>(attempt: Promise<T>, namespace: string, id: string): Promise<T> {
    const list = async () => (await this.list(namespace)).map((flow) => flow.id);
    return orNearest(attempt, { id, among: `flows in namespace ${namespace}`, list });
  }
}

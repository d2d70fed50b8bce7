import { everyRow } from '../search/pages.js';
import { ownNamespace, searchWithin } from '../search/search.js';
import type { Page, Paging } from '../types.js';
import { ENTERPRISE } from '../versions/enterprise.js';
import { where } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import { KestraError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** An app. Searches return `id`, and single reads return `source`. `uid` is Kestra's internal id. */
export interface App {
  uid: string;
  id?: string;
  namespace?: string;
  name?: string;
  source?: string;
  [key: string]: unknown;
}

/** Conditions of a search for apps. */
export interface AppSearch extends Paging {
  q?: string | undefined;
  /** Includes child namespaces. */
  namespace?: string | undefined;
  flowId?: string | undefined;
  /** Apps with any of these tags. */
  tags?: readonly string[] | undefined;
  /** For example `id:asc`. */
  sort?: readonly string[] | undefined;
}

/** Apps (Enterprise Edition): `/api/v1/{tenant}/apps`. */
export class AppsResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * Search apps: `GET apps/search`. Returns a page of apps without their YAML, in a namespace and its children or in
   * all namespaces. Throws NotFoundError on an OSS Kestra.
   */
  async search({ page, size, sort = [], q, namespace, flowId, tags }: AppSearch): Promise<Page<App>> {
    const { enterpriseFilters } = await this.instance.dialect();
    const flat = enterpriseFilters === 'flat';
    return searchWithin<App>(this.#http.fence, {
      namespace,
      page,
      size,
      sort,
      namespaceOf: ownNamespace,
      ask: ({ namespace, page, size }) => {
        const conditions = where(enterpriseFilters, [
          ['q', 'EQUALS', q],
          ['namespace', 'PREFIX', namespace],
          ['flowId', 'EQUALS', flowId],
          ['tags', 'IN', flat ? undefined : list(tags)],
        ]);
        const query = { page, size, sort, ...conditions, ...(flat && { tags }) };
        return this.#http.json({ path: route`apps/search`, within: { namespace }, query, hints: ENTERPRISE });
      },
    });
  }

  /**
   * Find the app with exactly this namespace and id: `GET apps/search` by namespace, until it is found. Returns
   * undefined if it does not exist. Kestra's text search covers names, not ids.
   */
  async find(namespace: string, id: string): Promise<App | undefined> {
    const apps = await everyRow((paging) => this.search({ namespace, ...paging }));
    return apps.find((app) => app.id === id && app.namespace === namespace);
  }

  /** Get an app with its YAML in `source`: `GET apps/{uid}`. Throws NotFoundError if it does not exist. */
  get(uid: string): Promise<App> {
    return this.#http.json({ path: route`apps/${uid}`, within: 'answer' });
  }

  /**
   * Create an app from YAML: `POST apps`. Returns the created app. Throws InvalidError if the YAML is not valid,
   * NotFoundError on an OSS Kestra.
   */
  create(yaml: string): Promise<App> {
    return this.#http.json({
      method: 'POST',
      path: route`apps`,
      within: 'yaml',
      yaml,
      hints: ENTERPRISE,
    });
  }

  /**
   * Replace an app with this YAML: `PUT apps/{uid}`. Returns the app, even if nothing has changed (Kestra answers
   * 304). Throws NotFoundError if it does not exist, InvalidError if the YAML is not valid.
   */
  async update(uid: string, yaml: string): Promise<App> {
    try {
      const app = await this.#http.jsonIfAny<App>({
        method: 'PUT',
        path: route`apps/${uid}`,
        within: { app: uid },
        yaml,
      });
      return app ?? (await this.get(uid));
    } catch (error) {
      if (error instanceof KestraError && error.status === 304) return this.get(uid);
      throw error;
    }
  }

  /**
   * Enable or disable an app: `POST apps/{uid}/enable`, `POST apps/{uid}/disable`. Returns the app. Throws
   * NotFoundError if it does not exist.
   */
  async setEnabled(uid: string, enabled: boolean): Promise<App> {
    const path = enabled ? route`apps/${uid}/enable` : route`apps/${uid}/disable`;
    const within = { app: uid };
    return (await this.#http.jsonIfAny<App>({ method: 'POST', path, within })) ?? { uid, enabled };
  }

  /** Delete an app: `DELETE apps/{uid}`. Throws NotFoundError if it does not exist. */
  async delete(uid: string): Promise<void> {
    await this.#http.send({
      method: 'DELETE',
      path: route`apps/${uid}`,
      within: { app: uid },
      effect: 'destructive',
    });
  }
}

/** Kestra documents a comma-separated list for several values. */
function list(values: readonly string[] = []): string | undefined {
  return values.length === 0 ? undefined : values.join(',');
}

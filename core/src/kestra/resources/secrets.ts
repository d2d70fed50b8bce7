import { everyRow } from '../search/pages.js';
import type { Page } from '../types.js';
import { where } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/**
 * Names of secrets, never their values: `/api/v1/{tenant}/secrets`. Before 2.0, each namespace has its own route.
 */
export class SecretsResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * List the names of the secrets that flows of a namespace can use: `GET namespaces/{namespace}/secrets`, since 2.0
   * `GET secrets`, and `GET namespaces/{namespace}/inherited-secrets`. Throws NotFoundError on a Kestra without this
   * list.
   */
  async names(namespace: string): Promise<string[]> {
    const [own, inherited] = await Promise.all([this.#own(namespace), this.#inherited(namespace)]);
    return [...new Set([...own, ...inherited])];
  }

  async #own(namespace: string): Promise<string[]> {
    const { secretList } = await this.instance.dialect();
    const bySearch = secretList === 'search';
    const path = bySearch ? route`secrets` : route`namespaces/${namespace}/secrets`;
    const conditions = bySearch ? where('filters', [['namespace', 'EQUALS', namespace]]) : {};
    const rows = await everyRow<{ key: string }>(({ page, size }) => {
      const query = { page, size, ...conditions };
      return this.#http.json<Page<{ key: string }>>({ path, within: { namespace }, query });
    });
    return rows.map(({ key }) => key);
  }

  async #inherited(namespace: string): Promise<string[]> {
    const path = route`namespaces/${namespace}/inherited-secrets`;
    const groups = await this.#http.json<Record<string, string[]>>({ path, within: { namespace } });
    return Object.values(groups ?? {}).flat();
  }
}

import { exactJson } from '../inputs/exact-json.js';
import { unsafeInteger } from '../inputs/unsafe-integer.js';
import { orNearest } from '../search/nearest-ids.js';
import type { KvEntry, KvValue, Page } from '../types.js';
import { where } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';

const PAGE = 200;
const AS_TEXT = `Whole numbers beyond ${Number.MAX_SAFE_INTEGER} are shown as text here. Kestra stores them as numbers.`;

/** What Kestra stores with a value. */
export interface KvOptions {
  /** ISO 8601 duration after which the key expires. */
  ttl?: string | undefined;
  description?: string | undefined;
}

/** The key-value store of a namespace: `/api/v1/{tenant}/namespaces/{namespace}/kv`. */
export class KvResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * Get a value and its type: `GET namespaces/{namespace}/kv/{key}`. A whole number that JavaScript cannot represent
   * exactly is returned as text, with a `note`. Throws NotFoundError, with the nearest keys, if it does not exist.
   */
  get(namespace: string, key: string): Promise<KvValue> {
    const value = this.#exact({ path: route`namespaces/${namespace}/kv/${key}`, within: { namespace } });
    const list = async () => (await this.list(namespace)).map((entry) => entry.key);
    return orNearest(value, { id: key, among: `keys in namespace ${namespace}`, list });
  }

  /**
   * Create or overwrite a key: `PUT namespaces/{namespace}/kv/{key}`. `literal` is JSON, or an unquoted date, date-time
   * or duration. `ttl` is an ISO 8601 duration. Throws InvalidError for an invalid key.
   */
  async set(
    namespace: string,
    key: string,
    literal: string,
    { ttl, description }: KvOptions = {},
  ): Promise<void> {
    await this.#http.send({
      method: 'PUT',
      path: route`namespaces/${namespace}/kv/${key}`,
      within: { namespace },
      text: literal,
      headers: { ...(ttl !== undefined && { ttl }), ...(description !== undefined && { description }) },
    });
  }

  /** Delete a key: `DELETE namespaces/{namespace}/kv/{key}`. Returns false if it did not exist. */
  delete(namespace: string, key: string): Promise<boolean> {
    return this.#http.json({
      method: 'DELETE',
      path: route`namespaces/${namespace}/kv/${key}`,
      within: { namespace },
      effect: 'destructive',
    });
  }

  /** List the keys of exactly this namespace, without values: `GET namespaces/{namespace}/kv`, since 2.0 `GET kv`. */
  async list(namespace: string): Promise<KvEntry[]> {
    const { kvList } = await this.instance.dialect();
    if (kvList === 'search') return this.search(namespace);
    const request = { path: route`namespaces/${namespace}/kv`, within: { namespace } };
    return (await this.#http.json<KvEntry[]>(request)) ?? [];
  }

  /** Reads the value again as text if a number in it was not transferred exactly. */
  async #exact(request: { path: Route; within: { namespace: string } }): Promise<KvValue> {
    const value = await this.#http.json<KvValue>(request);
    if (unsafeInteger(value.value) === undefined) return value;
    const { text } = await this.#http.send(request);
    return { ...(exactJson(text) as KvValue), note: AS_TEXT };
  }

  /** The search may return keys of child namespaces, so its rows are filtered again. */
  private async search(namespace: string): Promise<KvEntry[]> {
    const entries: KvEntry[] = [];
    const conditions = where('filters', [['namespace', 'EQUALS', namespace]]);
    for (let page = 1; ; page++) {
      const { results = [], total } = await this.#http.json<Page<KvEntry>>({
        path: route`kv`,
        within: { namespace },
        query: { page, size: PAGE, ...conditions },
      });
      entries.push(...results);
      if (results.length < PAGE || entries.length >= (total ?? Infinity)) break;
    }
    // With a fence, a row without a namespace may belong to another one.
    const silent = this.#http.fence === undefined ? undefined : namespace;
    return entries.filter((entry) => entry.namespace === namespace || entry.namespace === silent);
  }
}

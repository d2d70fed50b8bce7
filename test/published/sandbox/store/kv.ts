import type { Json } from '../json.js';
import { type Micros, parseDuration, type Timeline } from '../time.js';

export type KvType = 'STRING' | 'NUMBER' | 'BOOLEAN' | 'DATETIME' | 'DATE' | 'DURATION' | 'JSON';

/** A key of a namespace. */
export interface KvEntry {
  namespace: string;
  key: string;
  type: KvType;
  value: Json;
  version: number;
  description?: string;
  created: Micros;
  updated: Micros;
  expires?: Micros;
}

export interface KvWrite {
  namespace: string;
  key: string;
  type: KvType;
  value: Json;
  description?: string | undefined;
  /** An ISO-8601 duration. */
  ttl?: string | undefined;
}

/** The key-value pairs of all namespaces. */
export class KvStore {
  readonly #entries = new Map<string, KvEntry>();

  constructor(private readonly timeline: Timeline) {}

  /** The entry, even if it has expired. */
  find(namespace: string, key: string): KvEntry | undefined {
    return this.#entries.get(path(namespace, key));
  }

  expired(entry: KvEntry): boolean {
    return entry.expires !== undefined && entry.expires <= this.timeline.nowMillis() * 1000;
  }

  /** The entries that have not expired, by namespace and key. */
  all(): KvEntry[] {
    const live = [...this.#entries.values()].filter((entry) => !this.expired(entry));
    return live.sort((a, b) => compare(a.namespace, b.namespace) || compare(a.key, b.key));
  }

  put({ namespace, key, type, value, description, ttl }: KvWrite): void {
    const previous = this.find(namespace, key);
    const created = this.timeline.next();
    const millis = ttl === undefined ? undefined : parseDuration(ttl);
    this.#entries.set(path(namespace, key), {
      namespace,
      key,
      type,
      value,
      version: (previous?.version ?? 0) + 1,
      ...(description === undefined ? {} : { description }),
      created: previous?.created ?? created,
      updated: this.timeline.next(),
      ...(millis === undefined ? {} : { expires: created + millis * 1000 }),
    });
  }

  delete(namespace: string, key: string): boolean {
    return this.#entries.delete(path(namespace, key));
  }
}

const path = (namespace: string, key: string) => `${namespace}/${key}`;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

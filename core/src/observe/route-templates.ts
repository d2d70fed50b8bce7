import { isObserved } from './observer.js';

/** Templates of paths that were made of late. A path is sent right after it is made. */
const MOST_KEPT = 1_000;
const kept = new Map<string, string>();

/** First words of Kestra's routes: what is known of a path that no template made. */
const COLLECTIONS: ReadonlySet<string> = new Set(
  (
    'ai apps assets auditlogs banners bindings blueprints cluster concurrency-limit configs dashboards executions ' +
    'flows groups instance invitations kill-switches kv license-info logs me metrics namespaces outputs pebble ' +
    'plugins roles secrets service-accounts tenant-access tenants tests triggers users'
  ).split(' '),
);

/** Keeps what a path was made of, `flows/` and `/revisions` for one, where somebody watches. */
export function keepTemplate(path: string, parts: readonly string[]): void {
  if (!isObserved()) return;
  // The newest last: the first one is the first to go.
  kept.delete(path);
  kept.set(path, parts.join('{}'));
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}

/** A path without ids, of a bounded number of names: `flows/{}/{}`; of a plugin's own path the first word alone. */
export function templateOf(path: string): string {
  const template = kept.get(path);
  if (template !== undefined) return template;
  const [first = ''] = path.split('/', 1);
  return COLLECTIONS.has(first) ? `${first}/…` : '…';
}

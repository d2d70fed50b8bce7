import { isObserved } from './observer.js';

/** Templates of recently built paths. A path is sent right after it is built. */
const MOST_KEPT = 1_000;
const kept = new Map<string, string>();

/** First segments of Kestra's routes, for paths that were not built from a template. */
const COLLECTIONS: ReadonlySet<string> = new Set(
  (
    'ai apps assets auditlogs banners bindings blueprints cluster concurrency-limit configs dashboards executions ' +
    'flows groups instance invitations kill-switches kv license-info logs me metrics namespaces outputs pebble ' +
    'plugins roles secrets service-accounts tenant-access tenants tests triggers users'
  ).split(' '),
);

/** Remembers the template of a path, such as `flows/` and `/revisions`, if someone observes. */
export function keepTemplate(path: string, parts: readonly string[]): void {
  if (!isObserved()) return;
  // The newest is last; the first is removed first.
  kept.delete(path);
  kept.set(path, parts.join('{}'));
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}

/** A path without ids, from a bounded set: `flows/{}/{}`. For a path of a plugin, only the first segment. */
export function templateOf(path: string): string {
  const template = kept.get(path);
  if (template !== undefined) return template;
  const [first = ''] = path.split('/', 1);
  return COLLECTIONS.has(first) ? `${first}/…` : '…';
}

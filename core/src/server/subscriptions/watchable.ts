import { checkEnabled } from '../../call/policy.js';
import { KestraMcpError } from '../../foundation/errors.js';
import { resourceAt } from '../lists/resource-at.js';
import type { ServedHost } from '../served-host.js';

/** Number of resources that one connection may subscribe to. */
export const MOST = 100;

/** Finds the resource of a URI. Throws an error that says why if it cannot be subscribed to. */
export function watchable(host: ServedHost, uri: string) {
  const found = resourceAt(host.selection(), uri);
  const { name, watch } = found.selected.feature.manifest;
  checkEnabled(`resource "${name}"`, found.selected);
  if (watch !== undefined) return { name, variables: found.variables, watch };
  throw new KestraMcpError('KMCP_INPUT', `The resource "${name}" cannot be watched. Read it again instead.`);
}

const LISTEN = 'subscriptions/listen';

export interface Listen {
  method: typeof LISTEN;
  params: { notifications: { resourceSubscriptions: string[] } };
}

/** True for the request of the 2026-07-28 protocol that subscribes to resources. */
export function listensToResources(message: unknown): message is Listen {
  const { method, params } = (message ?? {}) as { method?: unknown; params?: Partial<Listen['params']> };
  return method === LISTEN && Array.isArray(params?.notifications?.resourceSubscriptions);
}

/**
 * Removes resources from the request that cannot be watched or exceed the limit. The SDK then acknowledges only those
 * that the client will hear about.
 */
export function withWatchable<T extends Listen>(host: ServedHost, message: T, most: number): T {
  const { notifications } = message.params;
  const asked = [...new Set(notifications.resourceSubscriptions)];
  const resourceSubscriptions = asked
    .filter((uri) => typeof uri !== 'string' || isWatchable(host, uri))
    .slice(0, most);
  return {
    ...message,
    params: { ...message.params, notifications: { ...notifications, resourceSubscriptions } },
  };
}

function isWatchable(host: ServedHost, uri: string): boolean {
  try {
    return watchable(host, uri) !== undefined;
  } catch {
    return false;
  }
}

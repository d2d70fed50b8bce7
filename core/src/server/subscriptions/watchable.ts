import { checkEnabled } from '../../call/policy.js';
import { KestraMcpError } from '../../foundation/errors.js';
import { resourceAt } from '../lists/resource-at.js';
import type { ServedHost } from '../served-host.js';

/** So many resources one connection may subscribe to. */
export const MOST = 100;

/** The resource at a URI, if it can be subscribed to; throws a sentence that says why it cannot. */
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

/** True for the request of 2026-07-28 that subscribes to resources. */
export function listensToResources(message: unknown): message is Listen {
  const { method, params } = (message ?? {}) as { method?: unknown; params?: Partial<Listen['params']> };
  return method === LISTEN && Array.isArray(params?.notifications?.resourceSubscriptions);
}

/**
 * The request without resources that cannot be watched, so that the SDK acknowledges those alone that a client will hear
 * of; and no more of these than there may be.
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

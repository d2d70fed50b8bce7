import type { ServedHost } from '../served-host.js';
import { Subscriptions } from './subscriptions.js';

/** Watches for a stream that is open; ends with the function returned. */
export function watchListened(
  host: ServedHost,
  uris: readonly string[],
  updated: (uri: string) => void,
): () => void {
  const subscriptions = new Subscriptions(host, updated);
  for (const uri of uris) listenTo(subscriptions, uri);
  return () => subscriptions.close();
}

/** What was acknowledged and is switched off since, or cannot be read now, is heard of when it can. */
export function listenTo(subscriptions: Subscriptions, uri: string, by?: unknown): void {
  try {
    subscriptions.add(uri, by).catch(() => undefined);
  } catch {
    // Refused since it was acknowledged: there is nobody to be told.
  }
}

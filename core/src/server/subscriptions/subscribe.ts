import type { Server } from '@modelcontextprotocol/server';
import { KestraMcpError } from '../../foundation/errors.js';
import { answered, isCallersMistake } from '../answer.js';
import type { ServedHost } from '../served-host.js';
import type { Subscriptions } from './subscriptions.js';

/** Longest time that a subscription waits for the first read of its resource, in milliseconds. */
const LONGEST = 5_000;

/**
 * Serves `resources/subscribe` and `resources/unsubscribe` for clients of the 2025 protocol. Returns a function that
 * ends all subscriptions of the client. The code for watching is loaded with the first subscription.
 */
export function serveSubscriptions(server: Server, host: ServedHost): () => void {
  let subscriptions: Promise<Subscriptions> | undefined;
  let isClosed = false;
  const begun = () => {
    subscriptions ??= import('./subscriptions.js').then(({ Subscriptions }) => {
      // A client that is gone cannot be notified.
      const tell = (uri: string) => void server.sendResourceUpdated({ uri }).catch(() => undefined);
      return new Subscriptions(host, tell, undefined, () => isHeard(server));
    });
    return subscriptions;
  };
  server.setRequestHandler('resources/subscribe', ({ params: { uri } }) =>
    answered(
      refuseCaller(host)
        .then(begun)
        .then((all) => (isClosed ? {} : subscribe(all, uri))),
    ),
  );
  server.setRequestHandler('resources/unsubscribe', async ({ params: { uri } }) => {
    (await subscriptions)?.remove(uri);
    return {};
  });
  return () => {
    isClosed = true;
    void subscriptions?.then((all) => all.close());
  };
}

/** In an HTTP session, notifications need a stream that the client keeps open. */
function isHeard({ transport }: Server): boolean {
  const { isListenedTo = true } = (transport ?? {}) as { isListenedTo?: boolean };
  return isListenedTo;
}

/** Credentials of callers are not stored, so nothing can be read for them between two requests. */
async function refuseCaller({ callerKey }: ServedHost): Promise<void> {
  if (callerKey === undefined) return;
  throw new KestraMcpError(
    'KMCP_INPUT',
    'Your credentials are used only for the request that carries them.',
    {
      hint: 'Read the resource again instead, or use MCP 2026-07-28, where a subscription is a single request.',
    },
  );
}

/** Refuses a resource that can never be read. If Kestra does not respond, it may respond later. */
async function subscribe(all: Subscriptions, uri: string): Promise<object> {
  const first = all.add(uri);
  await soon(first).catch((error: unknown) => {
    if (!isCallersMistake(error)) return;
    all.remove(uri);
    throw error;
  });
  return {};
}

/** Changes after the answer are reported, so wait for the first read, but not long. */
async function soon(first: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST);
  });
  await Promise.race([first, late]).finally(() => clearTimeout(timer));
}

import type { Server } from '@modelcontextprotocol/server';
import { KestraMcpError } from '../../foundation/errors.js';
import { answered, isCallersMistake } from '../answer.js';
import type { ServedHost } from '../served-host.js';
import type { Subscriptions } from './subscriptions.js';

/** Longest that a subscription waits for the first look at its resource, in milliseconds. */
const LONGEST = 5_000;

/**
 * `resources/subscribe` and `resources/unsubscribe` of clients of 2025; gives what ends all that this one has subscribed
 * to. What watches is loaded with the first subscription.
 */
export function serveSubscriptions(server: Server, host: ServedHost): () => void {
  let subscriptions: Promise<Subscriptions> | undefined;
  let isClosed = false;
  const begun = () => {
    subscriptions ??= import('./subscriptions.js').then(({ Subscriptions }) => {
      // A client that is gone cannot be told.
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

/** What a session over HTTP is told goes to a stream that its client holds open, or nowhere. */
function isHeard({ transport }: Server): boolean {
  const { isListenedTo = true } = (transport ?? {}) as { isListenedTo?: boolean };
  return isListenedTo;
}

/** Between two requests nothing is read in the name of who has brought credentials along: they are not kept. */
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

/** Refused where no reading of it will ever succeed; a Kestra that does not answer may answer later. */
async function subscribe(all: Subscriptions, uri: string): Promise<object> {
  const first = all.add(uri);
  await soon(first).catch((error: unknown) => {
    if (!isCallersMistake(error)) return;
    all.remove(uri);
    throw error;
  });
  return {};
}

/** What changes after the answer is told. A slow resource keeps nobody waiting for it, though. */
async function soon(first: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST);
  });
  await Promise.race([first, late]).finally(() => clearTimeout(timer));
}

import type { JSONRPCMessage, Server, Transport } from '@modelcontextprotocol/server';
import { idOfAcknowledged, idOfCancelled } from '../lines/kinds.js';
import type { ServedHost } from '../served-host.js';
import type { Subscriptions } from './subscriptions.js';
import { listensToResources, withWatchable } from './watchable.js';

type Listened = typeof import('./listened.js');

/**
 * A transport on which `subscriptions/listen` watches resources. The SDK answers that request by itself, before any
 * server of ours hears of it: what it has acknowledged is seen here as it goes out.
 */
export class ListenedTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport['onmessage'];
  private server: Server | undefined;
  private watching: Promise<{ listened: Listened; subscriptions: Subscriptions }> | undefined;

  constructor(
    private readonly wire: Transport,
    private readonly host: ServedHost,
  ) {}

  /** The server whose notifications reach the client: the last one made. */
  told(server: Server): Server {
    this.server = server;
    return server;
  }

  async start(): Promise<void> {
    this.wire.onmessage = (message, extra) => this.receive(message, extra);
    this.wire.onerror = (error) => this.onerror?.(error);
    this.wire.onclose = () => {
      void this.watching?.then(({ subscriptions }) => subscriptions.close());
      this.onclose?.();
    };
    await this.wire.start();
  }

  setProtocolVersion(version: string): void {
    this.wire.setProtocolVersion?.(version);
  }

  async send(message: JSONRPCMessage, options?: Parameters<Transport['send']>[1]): Promise<void> {
    const id = idOfAcknowledged(message);
    if (id !== undefined) this.listen(id, message);
    await this.wire.send(message, options);
  }

  close(): Promise<void> {
    return this.wire.close();
  }

  private readonly receive: NonNullable<Transport['onmessage']> = (message, extra) => {
    const cancelled = idOfCancelled(message);
    if (cancelled !== undefined)
      void this.watching?.then(({ subscriptions }) => subscriptions.removeAll(cancelled));
    this.onmessage?.(listensToResources(message) ? withWatchable(this.host, message) : message, extra);
  };

  private listen(id: string | number, message: JSONRPCMessage): void {
    const { resourceSubscriptions: uris = [] } = acknowledged(message);
    if (uris.length === 0) return;
    this.watching ??= this.begin();
    void this.watching.then(({ listened, subscriptions }) => {
      for (const uri of uris) listened.listenTo(subscriptions, uri, id);
    });
  }

  private async begin() {
    const [listened, { Subscriptions }] = await Promise.all([
      import('./listened.js'),
      import('./subscriptions.js'),
    ]);
    const updated = (uri: string) => void this.server?.sendResourceUpdated({ uri }).catch(() => undefined);
    return { listened, subscriptions: new Subscriptions(this.host, updated) };
  }
}

function acknowledged(message: JSONRPCMessage): { resourceSubscriptions?: string[] } {
  const { notifications = {} } = ('params' in message ? message.params : {}) as {
    notifications?: { resourceSubscriptions?: string[] };
  };
  return notifications;
}

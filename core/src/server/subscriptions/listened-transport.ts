import type { JSONRPCMessage, Server, Transport } from '@modelcontextprotocol/server';
import { idOfAcknowledged, idOfCancelled } from '../lines/kinds.js';
import type { ServedHost } from '../served-host.js';
import { Streams } from './streams.js';

/**
 * A transport that watches resources for `subscriptions/listen`. The SDK answers that request itself, so our server
 * never sees it. This transport therefore reads the acknowledgement on its way out.
 */
export class ListenedTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport['onmessage'];
  private server: Server | undefined;
  private readonly streams: Streams;

  constructor(
    private readonly wire: Transport,
    host: ServedHost,
  ) {
    this.streams = new Streams(host, (uri) => {
      // A client that is gone cannot be notified.
      void this.server?.sendResourceUpdated({ uri }).catch(() => undefined);
    });
  }

  /** Sets the server whose notifications reach the client: the newest one. */
  told(server: Server): Server {
    this.server = server;
    return server;
  }

  async start(): Promise<void> {
    this.wire.onmessage = (message, extra) => {
      const cancelled = idOfCancelled(message);
      if (cancelled !== undefined) this.streams.end(cancelled);
      this.onmessage?.(this.streams.narrowed(message), extra);
    };
    this.wire.onerror = (error) => this.onerror?.(error);
    this.wire.onclose = () => {
      this.streams.close();
      this.onclose?.();
    };
    await this.wire.start();
  }

  setProtocolVersion(version: string): void {
    this.wire.setProtocolVersion?.(version);
  }

  async send(message: JSONRPCMessage, options?: Parameters<Transport['send']>[1]): Promise<void> {
    const id = idOfAcknowledged(message);
    if (id !== undefined) this.streams.listen(acknowledged(message), id);
    await this.wire.send(message, options);
  }

  close(): Promise<void> {
    return this.wire.close();
  }
}

function acknowledged(message: JSONRPCMessage): string[] {
  const { params } = message as {
    params?: { notifications?: { resourceSubscriptions?: string[] } };
  };
  return params?.notifications?.resourceSubscriptions ?? [];
}

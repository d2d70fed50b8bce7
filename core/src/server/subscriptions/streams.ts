import type { ServedHost } from '../served-host.js';
import type { Subscriptions } from './subscriptions.js';
import { listensToResources, MOST, withWatchable } from './watchable.js';

/** The streams of `subscriptions/listen` that are open side by side, and the resources that they hear of. */
export class Streams {
  private subscriptions: Promise<Subscriptions> | undefined;
  private isClosed = false;

  constructor(
    private readonly host: ServedHost,
    private readonly updated: (uri: string) => void,
    private readonly most = MOST,
  ) {}

  /** The request as the SDK is to have it; any other message as it is. */
  narrowed<T>(message: T): T {
    return listensToResources(message) ? withWatchable(this.host, message, this.most) : message;
  }

  /** Watches for a stream that has begun. What watches is loaded with the first. */
  listen(uris: readonly string[], stream: unknown): void {
    if (this.isClosed || uris.length === 0) return;
    this.subscriptions ??= import('./subscriptions.js').then(
      ({ Subscriptions }) => new Subscriptions(this.host, this.updated, this.most),
    );
    void this.subscriptions.then((all) => {
      if (!this.isClosed) for (const uri of uris) listenTo(all, uri, stream);
    });
  }

  end(stream: unknown): void {
    void this.subscriptions?.then((all) => all.removeAll(stream));
  }

  close(): void {
    this.isClosed = true;
    void this.subscriptions?.then((all) => all.close());
  }
}

/** It has been acknowledged: what cannot be read now is heard of when it can. */
function listenTo(all: Subscriptions, uri: string, stream: unknown): void {
  try {
    all.add(uri, stream).catch(() => undefined);
  } catch {
    // Switched off since, or one too many for all together: there is nobody to be told.
  }
}

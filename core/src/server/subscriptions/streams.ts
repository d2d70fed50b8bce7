import type { ServedHost } from '../served-host.js';
import type { Subscriptions } from './subscriptions.js';
import { listensToResources, MOST, withWatchable } from './watchable.js';

/** The open streams of `subscriptions/listen`, and the resources that each watches. */
export class Streams {
  private subscriptions: Promise<Subscriptions> | undefined;
  private isClosed = false;

  constructor(
    private readonly host: ServedHost,
    private readonly updated: (uri: string) => void,
    private readonly most = MOST,
  ) {}

  /** Limits the request to resources that can be watched. Other messages stay unchanged. */
  narrowed<T>(message: T): T {
    return listensToResources(message) ? withWatchable(this.host, message, this.most) : message;
  }

  /** Begins to watch for an open stream. The code for that is loaded with the first one. */
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

/** The stream was already acknowledged. A resource that cannot be read yet is reported as soon as it can. */
function listenTo(all: Subscriptions, uri: string, stream: unknown): void {
  try {
    all.add(uri, stream).catch(() => undefined);
  } catch {
    // The resource was disabled meanwhile, or exceeds the total limit. The client cannot be notified of that.
  }
}

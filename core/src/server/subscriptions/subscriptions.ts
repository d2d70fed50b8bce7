import { KestraMcpError } from '../../foundation/errors.js';
import type { ServedHost } from '../served-host.js';
import { MOST } from './watchable.js';
import { Watches } from './watches.js';

const shared = new WeakMap<object, Watches>();

/** The subscriptions of one connection. They end with it. */
export class Subscriptions {
  private readonly kept = new Map<string, { by: Set<unknown>; first: Promise<void>; end: () => void }>();
  private readonly watches: Watches;

  constructor(
    host: ServedHost,
    private readonly updated: (uri: string) => void,
    private readonly most = MOST,
    private readonly isHeard?: () => boolean,
  ) {
    const { sharing = host } = host;
    const watches = shared.get(sharing) ?? new Watches(host);
    shared.set(sharing, watches);
    this.watches = watches;
  }

  /** Subscribes to a resource, for one of several streams if `by` is given. Returns the first read of the resource. */
  add(uri: string, by?: unknown): Promise<void> {
    const kept = this.kept.get(uri);
    if (kept !== undefined) {
      kept.by.add(by);
      return kept.first;
    }
    if (this.kept.size >= this.most) {
      const what = `A client can subscribe to at most ${this.most} resources at a time.`;
      throw new KestraMcpError('KMCP_INPUT', what, { hint: 'Unsubscribe from others first.' });
    }
    const { first, end } = this.watches.add(uri, () => this.updated(uri), this.isHeard);
    this.kept.set(uri, { by: new Set([by]), first, end });
    return first;
  }

  remove(uri: string, by?: unknown): void {
    const kept = this.kept.get(uri);
    if (kept === undefined) return;
    kept.by.delete(by);
    if (kept.by.size > 0) return;
    kept.end();
    this.kept.delete(uri);
  }

  /** Ends all subscriptions of one stream. */
  removeAll(by: unknown): void {
    for (const uri of [...this.kept.keys()]) this.remove(uri, by);
  }

  close(): void {
    for (const { end } of this.kept.values()) end();
    this.kept.clear();
  }
}

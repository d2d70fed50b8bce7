import { KestraMcpError } from '../../foundation/errors.js';
import type { ServedHost } from '../served-host.js';
import { Slots } from './slots.js';
import { Watch } from './watch.js';
import { watchable } from './watchable.js';

/** Number of resources that are watched for all clients together. */
const MOST = 500;
/** Number of resources that are read at the same time. */
const AT_ONCE = 4;

/** The watched resources of a host. Each is read once, for all its subscribers. */
export class Watches {
  private readonly watches = new Map<string, Watch>();
  private readonly slots = new Slots(AT_ONCE);
  private stopListening: (() => void) | undefined;

  constructor(private readonly host: ServedHost) {}

  /** Number of resources that are being watched. */
  get size(): number {
    return this.watches.size;
  }

  /**
   * Calls `changed` on each change until `end` is called. `first` settles with the first read, and later changes are
   * reported.
   */
  add(uri: string, changed: () => void, isHeard?: () => boolean): { first: Promise<void>; end: () => void } {
    const watch = this.watches.get(uri) ?? this.begin(uri);
    watch.resume();
    const stop = watch.listen(changed, isHeard);
    const end = () => {
      stop();
      if (!watch.isWanted && this.watches.get(uri) === watch) this.drop(uri, watch);
    };
    return { first: watch.first, end };
  }

  private begin(uri: string): Watch {
    const found = watchable(this.host, uri);
    if (this.watches.size >= MOST) {
      throw new KestraMcpError(
        'KMCP_INPUT',
        `This server already watches ${MOST} resources, which is the limit.`,
      );
    }
    const look = (signal: AbortSignal, over: () => void) =>
      this.slots.take(() => this.read(uri, { signal, over }));
    const watch = new Watch(look, found.watch.everyMs);
    this.watches.set(uri, watch);
    this.stopListening ??= this.host.onSelectionChange(({ resources }) => resources && this.check());
    return watch;
  }

  /** Reads what a client sees: changes in masked or cut parts do not count. */
  private read(uri: string, watched: { signal: AbortSignal; over: () => void }): Promise<unknown> {
    watched.signal.throwIfAborted();
    const { name, variables } = watchable(this.host, uri);
    return this.host.read(name, variables, { ...watched, progress: nothing, log: nothing });
  }

  /** Sends a last notification for disabled resources, so that clients notice. */
  private check(): void {
    for (const [uri, watch] of this.watches) {
      try {
        watch.everyMs = watchable(this.host, uri).watch.everyMs;
      } catch {
        watch.tell();
        this.drop(uri, watch);
      }
    }
  }

  private drop(uri: string, watch: Watch): void {
    watch.end();
    this.watches.delete(uri);
    if (this.watches.size > 0) return;
    this.stopListening?.();
    this.stopListening = undefined;
  }
}

async function nothing(): Promise<void> {
  // There is no client to report to.
}

import type { Heard } from '../../../kestra/caller.js';
import { tryAgain } from '../refusal.js';

/** What one peer has done with credentials that Kestra has not accepted yet. */
interface Tried {
  /** Unfinished requests with these credentials. */
  open: number;
  /** When Kestra last refused them. */
  refused?: number;
}

/** How many different credentials of one peer Kestra may refuse within this time, in milliseconds. */
const MOST_REFUSED = 20;
const WINDOW = 10 * 60_000;
/**
 * How many other credentials one peer may try at the same time. A team that starts its day behind one proxy needs some.
 */
const MOST_OPEN = 100;
/** Number of remembered peers and accepted credentials. The oldest are forgotten first. */
const MOST = 10_000;

/**
 * Slows down password guessing. To the limits of callers, each guess looks like a new caller, so guesses are counted by
 * peer. Credentials that Kestra has accepted are never delayed by guesses from the same proxy.
 */
export class Guesses {
  private readonly peers = new Map<string, Map<string, Tried>>();
  private readonly accepted = new Set<string>();

  constructor(private readonly now: () => number = Date.now) {}

  /**
   * Admits a request, and returns a function to call when it is answered. Throws if its peer has tried too many
   * credentials, unless Kestra has accepted these.
   */
  begin(peer: string, account: string): () => void {
    if (this.isKnown(account)) return () => undefined;
    this.take(peer, account).open++;
    return () => this.end(peer, account);
  }

  /** Whether Kestra has accepted these credentials. */
  isKnown(account: string): boolean {
    return this.accepted.has(account);
  }

  /**
   * Records how credentials were used. A request for something of another caller counts like a refusal, because its
   * outcome can also reveal the right credentials.
   */
  heard(peer: string, account: string, of: Heard): void {
    if (of === 'accepted') this.accept(peer, account);
    else if (of === 'refused' || !this.isKnown(account)) this.refuse(peer, account);
  }

  /** Number of remembered peers. */
  get size(): number {
    return this.peers.size;
  }

  private take(peer: string, account: string): Tried {
    const all = this.triedBy(peer);
    const tried = all.get(account) ?? { open: 0 };
    if (!all.has(account)) this.refuseMore([...all.values()]);
    all.set(account, tried);
    return tried;
  }

  private refuseMore(all: readonly Tried[]): void {
    const refused = all.flatMap(({ refused }) => refused ?? []).sort((a, b) => b - a);
    const last = refused[MOST_REFUSED - 1];
    if (last !== undefined)
      throw tryAgain(
        429,
        'Kestra has refused too many credentials from your address. Check yours, and wait before you try again.',
        (last + WINDOW - this.now()) / 1_000,
      );
    if (all.length >= MOST_OPEN)
      throw tryAgain(429, 'Too many credentials are being tried from your address. Try again.', 1);
  }

  /** Returns the recent attempts of a peer, without expired ones. */
  private triedBy(peer: string): Map<string, Tried> {
    const all = this.peers.get(peer) ?? new Map<string, Tried>();
    const since = this.now() - WINDOW;
    for (const [account, { open, refused = 0 }] of all)
      if (open === 0 && refused <= since) all.delete(account);
    this.peers.delete(peer);
    this.peers.set(peer, all);
    forgetOne(this.peers);
    return all;
  }

  private accept(peer: string, account: string): void {
    this.accepted.delete(account);
    this.accepted.add(account);
    forgetOne(this.accepted);
    this.peers.get(peer)?.delete(account);
  }

  private refuse(peer: string, account: string): void {
    // A password that was accepted before may have changed.
    this.accepted.delete(account);
    const all = this.triedBy(peer);
    all.set(account, { open: all.get(account)?.open ?? 0, refused: this.now() });
  }

  private end(peer: string, account: string): void {
    const all = this.peers.get(peer);
    const tried = all?.get(account);
    if (all === undefined || tried === undefined) return;
    tried.open = Math.max(0, tried.open - 1);
    if (tried.open === 0 && tried.refused === undefined) all.delete(account);
    if (all.size === 0) this.peers.delete(peer);
  }
}

function forgetOne(all: Map<string, unknown> | Set<string>): void {
  const [oldest] = all.keys();
  if (all.size > MOST && oldest !== undefined) all.delete(oldest);
}

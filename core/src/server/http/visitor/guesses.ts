import type { Heard } from '../../../kestra/caller.js';
import { tryAgain } from '../refusal.js';

/** What one peer has tried of credentials that Kestra has not accepted yet. */
interface Tried {
  /** Requests that are being served with them. */
  open: number;
  /** When Kestra refused them last. */
  refused?: number;
}

/** So many different credentials Kestra may refuse to one peer in this time, in milliseconds. */
const MOST_REFUSED = 20;
const WINDOW = 10 * 60_000;
/** So many others may be tried by one peer at a time: a team that begins its day behind one proxy. */
const MOST_OPEN = 100;
/** Peers, and accepted credentials, that are remembered; who came the longest ago goes first. */
const MOST = 10_000;

/**
 * Slows down who tries passwords. Each guess is a caller of its own to the limits of callers, so they are counted by the
 * peer that they come from. What Kestra has accepted is never held up by what others try at the same proxy.
 */
export class Guesses {
  private readonly peers = new Map<string, Map<string, Tried>>();
  private readonly accepted = new Set<string>();

  constructor(private readonly now: () => number = Date.now) {}

  /**
   * Lets a request in, and gives what is to be called when it is answered; throws where its peer has tried too much, and
   * these credentials are not known to be good.
   */
  begin(peer: string, account: string): () => void {
    if (this.isKnown(account)) return () => undefined;
    this.take(peer, account).open++;
    return () => this.end(peer, account);
  }

  /** Kestra has accepted them. */
  isKnown(account: string): boolean {
    return this.accepted.has(account);
  }

  /** What becomes known of credentials. What belongs to others tells as well who has the right ones. */
  heard(peer: string, account: string, of: Heard): void {
    if (of === 'accepted') this.accept(peer, account);
    else if (of === 'refused' || !this.isKnown(account)) this.refuse(peer, account);
  }

  /** Peers that are remembered. */
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

  /** Without what is over. */
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
    // A password may have been changed.
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

import type { HttpLimits } from '../../../config/config.js';
import { tryAgain } from '../refusal.js';

interface Account {
  inFlight: number;
  streams: number;
  /** Requests that may still come, as of `at`. */
  left: number;
  at: number;
}

type Limits = Pick<HttpLimits, 'inFlight' | 'perMinute' | 'sessionsPerCaller'>;

const MINUTE = 60_000;
/** Callers that are remembered; beyond that, those go that have nothing open, whose minute is over first. */
const MOST_CALLERS = 10_000;

/** What each caller has in flight, and has sent of late. */
export class Calls {
  private readonly accounts = new Map<string, Account>();
  private total = 0;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly limits: Limits) {}

  /** Takes a request on; returns what says that it is done. Throws where its caller has to wait. */
  begin(caller: string, now = Date.now()): () => void {
    const account = this.accountOf(caller, now);
    const { inFlight, perMinute } = this.limits;
    if (account.left < 1)
      throw tryAgain(
        429,
        `You have sent ${perMinute} requests within a minute, which is as many as are taken. Wait a little.`,
        ((1 - account.left) * MINUTE) / perMinute / 1_000,
      );
    if (account.inFlight >= inFlight)
      throw tryAgain(
        429,
        `You have ${inFlight} requests that are not answered yet. Wait for one of them.`,
        1,
      );
    account.left--;
    account.inFlight++;
    this.total++;
    return once(() => {
      account.inFlight--;
      this.total--;
      if (this.total === 0) for (const resolve of this.waiting) resolve();
    });
  }

  /** The same for a stream, which stays open: it is not in flight. */
  beginStream(caller: string): () => void {
    const account = this.accountOf(caller, Date.now());
    const { sessionsPerCaller } = this.limits;
    if (account.streams >= sessionsPerCaller)
      throw tryAgain(429, `You have ${sessionsPerCaller} open streams, which is as many as are taken.`, 30);
    account.streams++;
    return once(() => account.streams--);
  }

  /** Callers that are remembered. */
  get size(): number {
    return this.accounts.size;
  }

  get inFlight(): number {
    return this.total;
  }

  /** Resolves when nothing is in flight. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      if (this.total === 0) resolve();
      else this.waiting.add(resolve);
    });
  }

  private accountOf(caller: string, now: number): Account {
    const { perMinute } = this.limits;
    const known = this.accounts.get(caller);
    const account = known ?? { inFlight: 0, streams: 0, left: perMinute, at: now };
    account.left = Math.min(perMinute, account.left + ((now - account.at) * perMinute) / MINUTE);
    account.at = now;
    if (known === undefined) this.forgetOne();
    this.accounts.delete(caller);
    this.accounts.set(caller, account);
    return account;
  }

  private forgetOne(): void {
    if (this.accounts.size < MOST_CALLERS) return;
    for (const [caller, { inFlight, streams }] of this.accounts) {
      if (inFlight > 0 || streams > 0) continue;
      this.accounts.delete(caller);
      return;
    }
  }
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    run();
  };
}

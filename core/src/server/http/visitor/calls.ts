import type { HttpLimits } from '../../../config/config.js';
import { tryAgain } from '../refusal.js';

interface Account {
  /** Messages that are still being read, or that are not requests. */
  open: number;
  /** Unanswered requests. */
  inFlight: number;
  streams: number;
  /** How many messages may still come, as of `at`. */
  left: number;
  at: number;
}

/** Messages that were sent together. */
export interface Turn {
  /** Counts the requests among them. Other messages, such as cancellations, are always accepted. */
  takeOn(requests: number): void;
  /** Marks all of them as answered. */
  done(): void;
}

type Limits = Pick<HttpLimits, 'inFlight' | 'perMinute' | 'sessionsPerCaller' | 'connections'>;

const MINUTE = 60_000;
/** Number of callers that are remembered. Beyond that, the oldest idle callers are forgotten. */
const MOST_CALLERS = 10_000;

/** The messages in flight and the recent messages of each caller. */
export class Calls {
  private readonly accounts = new Map<string, Account>();
  private total = 0;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly limits: Limits) {}

  /** Admits a message. Throws if its caller has to wait. */
  begin(caller: string, now = Date.now()): Turn {
    const account = this.accountOf(caller, now);
    const { inFlight, perMinute, connections } = this.limits;
    // The total over all callers, because one connection can bring several messages at a time.
    if (this.total >= connections) throw tryAgain(503, 'This server is too busy. Try again.', 1);
    if (account.left < 1)
      throw tryAgain(
        429,
        `You have sent ${perMinute} messages within a minute, which is the limit. Wait a little.`,
        ((1 - account.left) * MINUTE) / perMinute / 1_000,
      );
    if (account.open >= inFlight) throw tooMany(inFlight);
    account.left--;
    account.open++;
    this.total++;
    return this.turnOf(account);
  }

  /** A stream stays open, so it does not count as in flight. */
  beginStream(caller: string): () => void {
    const account = this.accountOf(caller, Date.now());
    const { sessionsPerCaller } = this.limits;
    if (account.streams >= sessionsPerCaller)
      throw tryAgain(429, `You have ${sessionsPerCaller} open streams, which is the limit.`, 30);
    account.streams++;
    return once(() => account.streams--);
  }

  /** Number of remembered callers. */
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

  private turnOf(account: Account): Turn {
    const { inFlight } = this.limits;
    let taken = 0;
    return {
      takeOn: (requests) => {
        if (requests === 0) return;
        if (account.inFlight + requests > inFlight) throw tooMany(inFlight);
        account.left -= requests - 1;
        taken = requests;
        account.inFlight += requests;
        account.open--;
      },
      done: once(() => {
        account.inFlight -= taken;
        if (taken === 0) account.open--;
        this.total--;
        if (this.total === 0) for (const resolve of this.waiting) resolve();
      }),
    };
  }

  private accountOf(caller: string, now: number): Account {
    const { perMinute } = this.limits;
    const known = this.accounts.get(caller);
    const account = known ?? { open: 0, inFlight: 0, streams: 0, left: perMinute, at: now };
    account.left = Math.min(perMinute, account.left + ((now - account.at) * perMinute) / MINUTE);
    account.at = now;
    if (known === undefined) this.forgetOne();
    this.accounts.delete(caller);
    this.accounts.set(caller, account);
    return account;
  }

  private forgetOne(): void {
    if (this.accounts.size < MOST_CALLERS) return;
    for (const [caller, { open, inFlight, streams }] of this.accounts) {
      if (open > 0 || inFlight > 0 || streams > 0) continue;
      this.accounts.delete(caller);
      return;
    }
  }
}

function tooMany(inFlight: number) {
  return tryAgain(
    429,
    `You have ${inFlight} requests that are not answered yet, which is the limit. Wait for one of them.`,
    1,
  );
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    run();
  };
}

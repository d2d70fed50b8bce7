import type { HttpLimits } from '../../../config/config.js';
import { Calls, type Turn } from './calls.js';
import type { Visitor } from './visitor.js';

/** Unknown callers at one address together may have this many times the limit of one caller. */
const STRANGERS = 4;

/** Admits messages within three limits: of their caller, of unknown callers, and of password guesses. */
export class Admission {
  private readonly strangers: Calls;

  constructor(
    private readonly calls: Calls,
    limits: HttpLimits,
  ) {
    const { inFlight, perMinute } = limits;
    this.strangers = new Calls({
      ...limits,
      inFlight: STRANGERS * inFlight,
      perMinute: STRANGERS * perMinute,
    });
  }

  /** Throws if the caller has to wait. */
  begin(visitor: Visitor): Turn {
    const { account, room } = visitor;
    const ends: (() => void)[] = [];
    const done = () => {
      for (const end of ends.splice(0)) end();
    };
    try {
      // Without this limit, inventing a caller for each message would avoid all limits.
      const shared = room === account ? undefined : this.strangers.begin(room);
      if (shared !== undefined) ends.push(shared.done);
      ends.push(visitor.begin());
      const own = this.calls.begin(account);
      ends.push(own.done);
      const takeOn = (requests: number) => {
        shared?.takeOn(requests);
        own.takeOn(requests);
      };
      return { takeOn, done };
    } catch (error) {
      done();
      throw error;
    }
  }
}

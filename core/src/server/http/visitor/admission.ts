import type { HttpLimits } from '../../../config/config.js';
import { Calls, type Turn } from './calls.js';
import type { Visitor } from './visitor.js';

/** All who come from one place and are not known yet may have so many times what one caller may. */
const STRANGERS = 4;

/** Lets messages in: within the limits of their caller, of strangers, and of who may be trying passwords. */
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

  /** Throws where somebody has to wait. */
  begin(visitor: Visitor): Turn {
    const { account, room } = visitor;
    const ends: (() => void)[] = [];
    const done = () => {
      for (const end of ends.splice(0)) end();
    };
    try {
      // Who makes up a caller for each message would be at the limits of none.
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

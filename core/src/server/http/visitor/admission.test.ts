import { describe, expect, it } from '@jest/globals';
import type { ServedHost } from '../../served-host.js';
import { Admission } from './admission.js';
import { Calls } from './calls.js';
import type { Visitor } from './visitor.js';

const LIMITS = {
  ...{ inFlight: 2, perMinute: 100, bodyBytes: 1, sessions: 1, sessionsPerCaller: 1 },
  ...{ sessionIdleMs: 1, connections: 100, stallMs: 1, drainMs: 1 },
};

const visitor = (
  account: string,
  room = account,
  begin: Visitor['begin'] = () => () => undefined,
): Visitor => ({
  ...{ account, room, key: account, begin, strayed: () => undefined },
  view: () => ({}) as ServedHost,
  as: (run) => run(),
});

describe('admission', () => {
  it('gives who is not known a limit of their own, and all of one place another', () => {
    const calls = new Calls(LIMITS);
    const admission = new Admission(calls, LIMITS);
    const turns = Array.from({ length: 8 }, (_, n) => admission.begin(visitor(`made up ${n}`, 'here')));
    for (const turn of turns) turn.takeOn(1);
    const late = admission.begin(visitor('one more', 'here'));
    expect(() => late.takeOn(1)).toThrow('not answered yet');
    late.done();
    admission.begin(visitor('another', 'there')).done();
    admission.begin(visitor('known')).done();
    for (const turn of turns) turn.done();
    expect(calls.inFlight).toBe(0);
    for (let n = 0; n < 2; n++) admission.begin(visitor('ann', 'here')).takeOn(1);
    expect(() => admission.begin(visitor('ann', 'here')).takeOn(1)).toThrow('You have 2 requests');
  });

  it('leaves nothing behind of who is held up', () => {
    const calls = new Calls(LIMITS);
    const admission = new Admission(calls, LIMITS);
    const heldUp = () => {
      throw new Error('Wait.');
    };
    for (let n = 0; n < 20; n++)
      expect(() => admission.begin(visitor('eve', 'here', heldUp))).toThrow('Wait.');
    expect(calls.inFlight).toBe(0);
    admission.begin(visitor('ann', 'here')).done();
  });
});

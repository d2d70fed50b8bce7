import { describe, expect, it } from '@jest/globals';
import type { HttpRefusal } from '../refusal.js';
import { Calls } from './calls.js';

const LIMITS = { inFlight: 2, perMinute: 60, sessionsPerCaller: 1, connections: 1_000 };

/** Returns how a caller is refused, or nothing if the call is admitted. */
function refusal(begin: () => unknown): { status?: number; wait?: string | null; text?: string } {
  try {
    begin();
    return {};
  } catch (error) {
    const refused = error as HttpRefusal;
    const answer = refused.answer();
    return { status: answer.status, wait: answer.headers.get('retry-after'), text: refused.message };
  }
}

/** Begins one request. Returns the function that marks it as answered. */
function call(calls: Calls, caller: string, now?: number): () => void {
  const turn = calls.begin(caller, now);
  try {
    turn.takeOn(1);
  } catch (error) {
    turn.done();
    throw error;
  }
  return turn.done;
}

describe('what a caller may do', () => {
  it('is so many requests at a time, of each', () => {
    const calls = new Calls(LIMITS);
    const done = call(calls, 'ann');
    call(calls, 'ann');
    expect(refusal(() => call(calls, 'ann'))).toMatchObject({ status: 429, wait: '1' });
    expect(refusal(() => call(calls, 'bob'))).toEqual({});
    done();
    done();
    expect(calls.inFlight).toBe(2);
    expect(refusal(() => call(calls, 'ann'))).toEqual({});
    expect(refusal(() => call(calls, 'ann'))).toMatchObject({ status: 429 });
  });

  it('is to cancel, and to answer what it was asked, however much is in flight', () => {
    const calls = new Calls(LIMITS);
    call(calls, 'ann');
    call(calls, 'ann');
    const turn = calls.begin('ann');
    expect(refusal(() => turn.takeOn(1))).toMatchObject({ status: 429 });
    turn.takeOn(0);
    turn.done();
    expect(refusal(() => calls.begin('ann'))).toEqual({});
  });

  it('is no more messages at a time than requests, while they are read', () => {
    const calls = new Calls(LIMITS);
    calls.begin('ann');
    const turn = calls.begin('ann');
    expect(refusal(() => calls.begin('ann'))).toMatchObject({ status: 429 });
    turn.takeOn(2);
    expect(refusal(() => call(calls, 'ann'))).toMatchObject({ status: 429 });
    turn.done();
    expect(refusal(() => call(calls, 'ann'))).toEqual({});
  });

  it('is so many in a minute, and it says when there are some again', () => {
    const calls = new Calls({ ...LIMITS, perMinute: 6 });
    for (let each = 0; each < 6; each++) call(calls, 'ann', 0)();
    expect(refusal(() => call(calls, 'ann', 0))).toMatchObject({ status: 429, wait: '10' });
    expect(refusal(() => call(calls, 'ann', 4_000))).toMatchObject({ status: 429, wait: '6' });
    expect(refusal(() => call(calls, 'ann', 10_000))).toEqual({});
    expect(refusal(() => call(calls, 'ann', 10_000))).toMatchObject({ status: 429 });
    // Unused messages accumulate for at most one minute.
    for (let each = 0; each < 6; each++) call(calls, 'ann', 10_000_000)();
    expect(refusal(() => call(calls, 'ann', 10_000_000))).toMatchObject({ status: 429 });
  });

  it('is less where there is too much to do for all', () => {
    const calls = new Calls({ ...LIMITS, connections: 1 });
    const done = call(calls, 'ann');
    expect(refusal(() => call(calls, 'bob'))).toMatchObject({ status: 503, wait: '1' });
    done();
    expect(refusal(() => call(calls, 'bob'))).toEqual({});
  });

  it('is so many streams', () => {
    const calls = new Calls(LIMITS);
    const done = calls.beginStream('ann');
    expect(refusal(() => calls.beginStream('ann'))).toMatchObject({ status: 429, wait: '30' });
    done();
    expect(refusal(() => calls.beginStream('ann'))).toEqual({});
  });

  it('is known to be over when nothing is in flight', async () => {
    const calls = new Calls(LIMITS);
    await calls.idle();
    const done = [call(calls, 'ann'), call(calls, 'bob')];
    let isIdle = false;
    const idle = calls.idle().then(() => {
      isIdle = true;
    });
    done[0]?.();
    await Promise.resolve();
    expect(isIdle).toBe(false);
    done[1]?.();
    await idle;
  });

  it('remembers no more callers than it has room for, and none that has something in flight is forgotten', () => {
    const calls = new Calls({ ...LIMITS, inFlight: 1 });
    call(calls, 'ann');
    for (let each = 0; each < 20_000; each++) call(calls, `stranger ${each}`)();
    expect(calls.size).toBeLessThanOrEqual(10_000);
    expect(refusal(() => call(calls, 'ann'))).toMatchObject({ status: 429 });
  });
});

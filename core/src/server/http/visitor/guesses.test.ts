import { describe, expect, it } from '@jest/globals';
import type { Heard } from '../../../kestra/caller.js';
import { Guesses } from './guesses.js';

const HERE = '192.0.2.1';

/** Sends requests that Kestra answers immediately. Returns how many were admitted. */
function tried(
  guesses: Guesses,
  accounts: readonly string[],
  { of = 'refused' as Heard, peer = HERE } = {},
): number {
  let taken = 0;
  for (const account of accounts) {
    try {
      const done = guesses.begin(peer, account);
      guesses.heard(peer, account, of);
      done();
      taken++;
    } catch {
      // The request was delayed.
    }
  }
  return taken;
}
const passwords = (count: number, of = 'ann') => Array.from({ length: count }, (_, n) => `${of}-${n}`);

describe('guesses at passwords', () => {
  it('are held up after twenty, and let in again after ten minutes', () => {
    let now = 0;
    const guesses = new Guesses(() => now);
    expect(tried(guesses, passwords(500))).toBe(20);
    expect(() => guesses.begin(HERE, 'one-more')).toThrow('Check yours, and wait before you try again.');
    // From another address, they count for another peer.
    expect(tried(guesses, passwords(5), { peer: '192.0.2.2' })).toBe(5);
    now = 10 * 60_000;
    expect(tried(guesses, passwords(500, 'bob'))).toBe(20);
  });

  it('do not hold up who is known, wherever they come from', () => {
    const guesses = new Guesses();
    tried(guesses, ['good'], { of: 'accepted' });
    expect(tried(guesses, passwords(50))).toBe(20);
    expect(tried(guesses, Array(100).fill('good'), { of: 'accepted' })).toBe(100);
  });

  it('count once each, so that a client with an old password holds up nobody', () => {
    const guesses = new Guesses();
    expect(tried(guesses, Array(500).fill('old'))).toBe(500);
    expect(tried(guesses, ['good'], { of: 'accepted' })).toBe(1);
  });

  it('count for a password that was good until it was changed', () => {
    const guesses = new Guesses();
    const names = passwords(30);
    expect(tried(guesses, names, { of: 'accepted' })).toBe(30);
    // Requests with accepted credentials pass, but do not keep the credentials remembered.
    expect(tried(guesses, names)).toBe(30);
    expect(tried(guesses, ['another'])).toBe(0);
  });

  it('are made on what belongs to others, too, but not by who is known', () => {
    const guesses = new Guesses();
    tried(guesses, ['good'], { of: 'accepted' });
    expect(tried(guesses, Array(50).fill('good'), { of: 'doubtful' })).toBe(50);
    expect(tried(guesses, passwords(50), { of: 'doubtful' })).toBe(20);
  });

  it('are a hundred at a time at most, though none is answered yet', () => {
    const guesses = new Guesses();
    const open = passwords(100).map((account) => guesses.begin(HERE, account));
    expect(() => guesses.begin(HERE, 'one-more')).toThrow('being tried');
    for (const done of open) done();
    expect(guesses.size).toBe(0);
    guesses.begin(HERE, 'one-more');
  });
});

import { describe, expect, it } from '@jest/globals';
import { cutTo } from '../foundation/hidden.js';
import { lending, maskInLog, maskLentFor, maskLentHard } from './lent.js';
import { MASK } from './redact.js';

const TOKEN = 'kt_9fQ2x7LmZp40Vt';
const WORD = 'Sunshine1!';

/** A call that ends when the test says so. */
function held() {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end };
}

describe('secrets that are lent for a call', () => {
  it('are masked in what that call says: in results those that nobody guesses', async () => {
    await lending('a', [TOKEN, WORD], async () => {
      expect(maskLentHard(`${TOKEN} ${WORD}`)).toBe(`${MASK} ${WORD}`);
      expect(maskLentFor({})(`${TOKEN} ${WORD}`)).toBe(`${MASK} ${MASK}`);
      // What callers have sent is no secret to them, and a mask would confirm that they guessed it.
      expect(maskLentFor({ q: [WORD, TOKEN] })(`${TOKEN} ${WORD}`)).toBe(`${MASK} ${WORD}`);
      // Half a secret is no longer recognized.
      expect(cutTo(20, `0123456789 ${TOKEN} ${'more '.repeat(9)}`)).not.toContain('kt_9f');
    });
  });

  it('are masked for nobody else, but in the log, and forgotten with the last call of their caller', async () => {
    const [first, second] = [held(), held()];
    const calls = [first, second].map(({ ended }) => lending('a', [TOKEN], () => ended));
    expect(maskLentHard(TOKEN)).toBe(TOKEN);
    expect(await lending('b', ['another-Zq81x'], async () => maskLentHard(TOKEN))).toBe(TOKEN);
    expect(await lending('b', ['another-Zq81x'], async () => maskLentFor({})(TOKEN))).toBe(TOKEN);
    first.end();
    await calls[0];
    expect(maskInLog(TOKEN)).toBe(MASK);
    second.end();
    await calls[1];
    expect(maskInLog(TOKEN)).toBe(TOKEN);
  });

  it('are forgotten when the call fails, too', async () => {
    const failing = lending('a', [TOKEN], async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(maskInLog(TOKEN)).toBe(TOKEN);
  });
});

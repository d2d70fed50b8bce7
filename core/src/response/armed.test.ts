import { expect, it } from '@jest/globals';
import { describeError, KestraMcpError } from '../foundation/errors.js';
import { arm, armText, maskAll, maskFor, maskHard } from './armed.js';
import { forPeople } from './for-people.js';
import { MASK } from './redact.js';

const HARD = 'x7Kp2qLm-98+b';
arm([HARD, 'Password1!', '', '  ']);

it('results hide what nobody finds by trying, and tell no guess from another', () => {
  expect(maskHard(`a ${HARD} b`)).toBe(`a ${MASK} b`);
  for (const guess of ['Password1!', 'Password2!', 'letmein99'])
    expect(maskHard(`guess: ${guess}`)).toBe(`guess: ${guess}`);
});

it('errors hide all, but for guesses that their reader has sent', () => {
  expect(maskAll(`${HARD} Password1!`)).toBe(`${MASK} ${MASK}`);
  const own = { name: 'get_flow', given: { ids: ['letmein99 Password1!'] } };
  expect(maskFor(own)(`No flow "letmein99 Password1!", ${HARD}`)).toBe(
    `No flow "letmein99 Password1!", ${MASK}`,
  );
  expect(maskFor({ [HARD]: HARD })(HARD)).toBe(MASK);
  expect(maskFor(undefined)('Password1!')).toBe(MASK);
});

it('what is too long is masked before it is cut', () => {
  for (let before = 3_985; before <= 4_000; before++) {
    const text = describeError(
      new KestraMcpError('KMCP_REFUSED', `${'.'.repeat(before)}${HARD}${'.'.repeat(99)}`),
    );
    expect(text).not.toContain(HARD.slice(0, 4));
  }
});

it('what a file holds is masked from when it was read, and so is all that is printed', () => {
  armText('{"password": "n0t-f0r-you', '/a/kestra-mcp.config.json');
  armText('{"password": "n0t-f0r-you"}', '/a/kestra-mcp.config.json');
  expect(forPeople('n0t-f0r-you\u001b[2J')).toBe(`${MASK}<U+001B>[2J`);
});

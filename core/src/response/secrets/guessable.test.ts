import { expect, it } from '@jest/globals';
import { isGuessable } from './guessable.js';

const header = (password: string) => Buffer.from(`ada@example.com:${password}`).toString('base64');

it.each([
  '',
  'abc',
  'hunter2',
  'Password1!',
  'letmein99',
  'Summer2024!',
  'P@ssw0rd!',
  'kestra2026',
  'qwertzuiop',
  'qwerty123456',
  '123password',
  'summer-2024',
])('%j can be found by trying, and so can the header that carries it', (secret) => {
  expect(isGuessable(secret)).toBe(true);
  if (secret !== '') expect(isGuessable(header(secret))).toBe(true);
});

it.each(['20261128', '123-456-789', 'aaaaaaaaaaaaaaaaaaaa', 'abababababab'])(
  '%j can be found, too',
  (secret) => {
    expect(isGuessable(secret)).toBe(true);
  },
);

it.each([
  'Corr3ct/horse+battery "staple"',
  'hunter2hunter2',
  'team-token',
  'open sesame',
  'x7Kp2qLm',
  'kestra-token-0123456789',
  'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  '483920174655',
  'correcthorsebattery',
])('%j cannot', (secret) => {
  expect(isGuessable(secret)).toBe(false);
  expect(isGuessable(header(secret))).toBe(false);
});

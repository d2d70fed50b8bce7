import { randomBytes } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { MASK, redactor } from '../redact.js';
import { finder } from './finder.js';
import { formsOf } from './secret-pattern.js';

/** A seeded random generator, so that a failure can be reproduced. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

const ALPHABET = [...'ab7+/\\"\'&<> \n\t%=ü日🔑'];

it('finds what one expression of all forms finds', () => {
  const next = numbers(7);
  for (let round = 0; round < 300; round++) {
    const secret = Array.from({ length: 4 + next(9) }, () => ALPHABET[next(ALPHABET.length)]).join('');
    const forms = formsOf(secret);
    const text = disguises(secret)
      .map((each) => `${ALPHABET[next(ALPHABET.length)]}${each}x`)
      .join('|');
    const expected = text.replace(new RegExp(forms.map(({ source }) => source).join('|'), 'g'), '*');
    expect([secret, finder(forms, () => '*')(text)]).toEqual([secret, expected]);
  }
});

function disguises(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const uri = [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const bytes = [0, 1, 2].map((n) => Buffer.from('x'.repeat(n) + secret));
  return [
    ...[secret, json, JSON.stringify(json), uri, uri.replaceAll('%', '%25'), uri.toUpperCase()],
    ...[[...secret].map((char) => `&#${char.codePointAt(0)};`).join(''), secret.replaceAll(' ', '+')],
    ...['base64', 'base64url', 'hex'].flatMap((form) =>
      bytes.map((each) => each.toString(form as BufferEncoding)),
    ),
    ...[Buffer.from(secret).toString('hex').toUpperCase(), secret.replaceAll('/', '\\/')],
    ...[...secret].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ];
}

it('forty secrets in a large text take little time', () => {
  const secrets = Array.from({ length: 40 }, (_, n) =>
    randomBytes(20).toString(n % 2 === 0 ? 'base64' : 'hex'),
  );
  const redact = redactor(secrets);
  const line = '2026-11-28T12:00:00Z INFO worker [main] Task "a" of \\"b\\" took 25% of 3000 ms\n';
  const text = `${line.repeat(25_000)}${secrets[7]}${randomBytes(1_500_000).toString('base64')}`;
  const started = performance.now();
  const masked = redact(text);
  expect(performance.now() - started).toBeLessThan(4_000);
  expect(masked).toBe(text.replace(secrets[7] ?? '', MASK));
});

const QUOTED = 'it\'s "x7Kp" & <q/9>';

it.each([
  ['HTML twice', QUOTED.replace(/["'&<>]/g, (char) => `&amp;#${char.charCodeAt(0)};`)],
  [
    'HTML names twice',
    QUOTED.replaceAll('&', '&amp;amp;').replaceAll('"', '&amp;quot;').replaceAll('<', '&amp;lt;'),
  ],
  ['YAML within single quotes', `'${QUOTED.replaceAll("'", "''")}'`],
  ['a shell', `'${QUOTED.replaceAll("'", "'\\''")}'`],
])('as %s writes it', (_, text) => {
  expect(redactor([QUOTED])(text).replace(/^'|'$/g, '')).toBe(MASK);
});

it.each(['\n', '\r\n', '\\n', '\\r\\n'])('in base64 that is broken into lines with %j', (end) => {
  for (let before = 30; before < 60; before++) {
    const whole = Buffer.from(`${'-'.repeat(before)}x7Kp2qLm-9aZ4`).toString('base64');
    const text = (whole.match(/.{1,76}/g) ?? []).join(end);
    expect(redactor(['x7Kp2qLm-9aZ4'])(text)).toContain(MASK);
  }
});

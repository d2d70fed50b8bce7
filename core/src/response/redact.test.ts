import { describe, expect, it } from '@jest/globals';
import { carriesMask, MASK, maskedBytes, maskedValue, redactor } from './redact.js';

const SECRET = 'Tr0ub/4dor&"3+\\ü';
const eachOf = (text: string, write: (char: string) => string) => [...text].map(write).join('');
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const hex = (text: string) => utf8(text).toString('hex');
const percent = (text: string) => hex(text).replace(/../g, '%$&');
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const unit = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

const FORMS: [string, string][] = [
  ['as it is', SECRET],
  ['in a URL', encodeURIComponent(SECRET)],
  ['in a URL, with small digits', encodeURIComponent(SECRET).toLowerCase().replace('tr0ub', 'Tr0ub')],
  ['in a URL, whole', percent(SECRET)],
  ['in a URL, in part', eachOf(SECRET, (char) => (/[0-9/]/.test(char) ? percent(char) : char))],
  ['in a URL within a URL', encodeURIComponent(encodeURIComponent(SECRET))],
  ['in JSON', json(SECRET)],
  ['in JSON within JSON', json(json(SECRET))],
  ['in the JSON of PHP and Python', json(SECRET).replace('/', '\\/').replace('ü', unit('ü'))],
  ['in units of JSON', eachOf(SECRET, unit)],
  ['in HTML', SECRET.replace('&', '&amp;').replace('"', '&quot;')],
  ['in HTML, by numbers', eachOf(SECRET, (char) => `&#${char.codePointAt(0)};`)],
  ['in HTML, by numbers of hex', eachOf(SECRET, (char) => `&#x${char.codePointAt(0)?.toString(16)};`)],
  ['in base64', utf8(SECRET).toString('base64')],
  ['in base64 without padding', utf8(SECRET).toString('base64').replace(/=+$/, '')],
  ['in base64 for URLs', utf8(SECRET).toString('base64url')],
  ['in base64 within a URL', encodeURIComponent(utf8(SECRET).toString('base64'))],
  ['in hex', hex(SECRET)],
  ['in capital hex', hex(SECRET).toUpperCase()],
];

describe('a secret', () => {
  it.each(FORMS)('is masked %s', (_, form) => {
    expect(redactor([SECRET])(`before ${form} after ${form}`)).toBe(`before ${MASK} after ${MASK}`);
  });

  it.each(['', 'u', 'us', 'user', 'admin:'])('is masked in base64 of a longer text, behind %j', (before) => {
    for (const after of ['', 'x', 'xy', 'xyz']) {
      for (const alphabet of ['base64', 'base64url'] as const) {
        const whole = utf8(before + SECRET + after).toString(alphabet);
        const masked = redactor([SECRET])(`a ${whole} b`);
        expect(masked).toContain(MASK);
        // The rest reveals only a few bits at each end of the secret.
        const left = masked
          .split(MASK)
          .map((part) => Buffer.from(part.slice(2), alphabet).toString('latin1'));
        for (const part of left) expect(SECRET.slice(1, -1)).not.toContain(part.slice(2) || '\0');
      }
    }
  });

  it('is masked as what a form makes of its blanks', () => {
    const redact = redactor(['four words of mine']);
    for (const form of ['four words of mine', 'four+words+of+mine', 'four%20words%20of%20mine'])
      expect(redact(`?q=${form}&r`)).toBe(`?q=${MASK}&r`);
  });

  it('of several lines is masked line by line, but for what every key has', () => {
    const key = `-----BEGIN KEY-----\n${'MIIEvQIBADANBg'.repeat(4)}\n${'kqhkiG9w0BAQEF'.repeat(4)}\n-----END KEY-----\n`;
    const [, one = '', two = ''] = key.split('\n');
    const redact = redactor([key]);
    expect(redact(`-----BEGIN KEY-----\n${two} x ${one}`)).toBe(`-----BEGIN KEY-----\n${MASK} x ${MASK}`);
  });

  it('that is very long is masked whole, and a good part of it as well', () => {
    const long = Array.from({ length: 500 }, (_, n) => n.toString(36)).join('');
    expect(redactor([long])(`a ${long} b`)).toBe(`a ${MASK} b`);
    expect(redactor([long])(`a ${long.slice(0, 700)}`)).toContain(MASK);
  });
});

describe('redactor', () => {
  it('masks the longer of two secrets whole', () => {
    expect(redactor(['hunter', 'hunter2'])('hunter2 hunter')).toBe(`${MASK} ${MASK}`);
  });

  it.each([[], ['abc'], ['']])('masks nothing that is no secret or too short: %j', (...secrets) => {
    expect(redactor(secrets)('abc')).toBe('abc');
  });

  it.each(['kestra', 'masked', '***m'])('masks a text once, though the mask itself says %j', (secret) => {
    const redact = redactor([secret, 'hunter2hunter2']);
    const once = redact(`${secret} hunter2hunter2`);
    expect(once).toBe(`${MASK} ${MASK}`);
    expect(redact(once)).toBe(once);
  });

  it('leaves the name of the program, of which a password may be a part', () => {
    const redact = redactor(['kestra', 'mcp-1']);
    expect(redact('npx kestra-mcp init, kestra, kestra-mcp-1')).toBe(
      `npx kestra-mcp init, ${MASK}, kestra-mcp-1`,
    );
    expect(redactor(['kestra-mcp'])('a kestra-mcp b')).toBe(`a ${MASK} b`);
    expect(redactor(['kestra-mcp-token'])('kestra-mcp-token')).toBe(MASK);
  });

  it('looks for encodings of a short secret nowhere, since they occur by chance', () => {
    expect(redactor(['abcd'])('61626364 YWJjZA==')).toBe('61626364 YWJjZA==');
  });

  it.each(['(a+)+$', 'a.c*d?e[f]', '\\d\\w^|{2}'])('takes %j as it is', (secret) => {
    expect(redactor([secret])(`x${secret}y abcdef`)).toBe(`x${MASK}y abcdef`);
  });
});

describe('maskedValue', () => {
  const redact = redactor(['20261128', 'a-secret-key', '483920174655']);

  it('masks texts and names, and leaves numbers that hold the same digits', () => {
    const value = { n: 120261128, m: 20261128, list: ['20261128', { 'a-secret-key': true }], none: null };
    expect(maskedValue(value, redact)).toEqual({ ...value, list: [MASK, { [MASK]: true }] });
  });

  it('masks a number that can only be the secret', () => {
    expect(maskedValue([483920174655, 4839201746551], redact)).toEqual([MASK, 4839201746551]);
  });

  it('gives what it was given where nothing is masked', () => {
    const value = { a: [1, { b: 'c' }], d: JSON.parse('{"__proto__": "e"}') };
    expect(maskedValue(value, redact)).toBe(value);
    const masked = maskedValue({ ...value, x: 'a-secret-key' }, redact) as typeof value;
    expect(masked.d).toBe(value.d);
  });
});

it('bytes are masked before they are encoded, whether they are text or not', () => {
  const redact = redactor(['s3cret-ü-word', 's3cret-ascii']);
  const bytes = Buffer.from([0xff, 0, 1]);
  expect(maskedBytes(bytes, redact)).toBe(bytes);
  expect(Buffer.from(maskedBytes(utf8('a s3cret-ü-word'), redact)).toString()).toBe(`a ${MASK}`);
  const mixed = Buffer.concat([bytes, utf8('s3cret-ascii')]);
  expect(maskedBytes(mixed, redact)).toEqual(Buffer.concat([bytes, utf8(MASK)]));
});

it('a text with a mask is known', () => {
  expect(carriesMask(redactor(['hunter2'])('pw: hunter2'))).toBe(true);
  expect(carriesMask('pw: *** masked by kestra-mcp')).toBe(false);
});

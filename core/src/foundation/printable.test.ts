import { expect, it } from '@jest/globals';
import { describeError, KestraMcpError } from './errors.js';
import { printable } from './printable.js';

it.each([
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u001b[1;38:5:196mred\u009b0m', 'red'],
  ['\u001b]0;title\u0007text', '<U+001B>]0;title<U+0007>text'],
  [
    '\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\',
    '<U+001B>]8;;http://x<U+001B>\\link<U+001B>]8;;<U+001B>\\',
  ],
  ['a\u001b[2J\u001b[1;1Hb\u009b1Ac', 'a<U+001B>[2J<U+001B>[1;1Hb<U+009B>1Ac'],
  ['a\u0000\u0007\u0008\u007fb\u0085c', 'a<U+0000><U+0007><U+0008><U+007F>b<U+0085>c'],
  ['one\r\ntwo\rthree', 'one\ntwo\nthree'],
  ['\u202eevil\u202c \u2066x\u2069', '<U+202E>evil<U+202C> <U+2066>x<U+2069>'],
  [
    'pass\u00adword \u200b\u2060\ufeff\u180e\u3164',
    'pass<U+00AD>word <U+200B><U+2060><U+FEFF><U+180E><U+3164>',
  ],
  ['a\u2028b\u2029c', 'a<U+2028>b<U+2029>c'],
  ['ok\u{e0064}\u{e0065}\u{e006c}\u{e007f}', 'ok<U+E0064><U+E0065><U+E006C><U+E007F>'],
  ['a\ufe0fb\ufe01\u{e0100}', 'a<U+FE0F>b<U+FE01><U+E0100>'],
  ['a\u200db \u200c', 'a<U+200D>b <U+200C>'],
  ['a\u200eb\u200fc', 'a<U+200E>b<U+200F>c'],
  ['half \ud800', 'half <U+D800>'],
  ['\u{1f469}\u200d\u200d\u200d', '\u{1f469}<U+200D><U+200D><U+200D>'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

it.each([
  'tab\there\nnäxt “line” ☕ 日本語 [31m',
  '\u{1f469}\u{1f3fd}\u200d\u{1f680} \u2764\ufe0f\u200d\u{1f525} 1\ufe0f\u20e3 \u2708\ufe0e',
  '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}',
  '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
  'שלום (עולם)\u200f!',
  'می\u200cخواهم',
  'क\u094d\u200dष',
])('other text stays as it is: %j', (text) => {
  expect(printable(text)).toBe(text);
});

it('no error writes to the terminal of whoever reads it', () => {
  const error = new KestraMcpError('KMCP_REFUSED', 'a\u001b[31mb', {
    hint: '\u001b[2Jc',
    details: ['d\u0007'],
  });
  expect(describeError(error)).toBe('ab\n- d<U+0007>\n<U+001B>[2Jc');
  expect(describeError(new Error('x\u001b]0;t\u0007y'))).toBe('x<U+001B>]0;t<U+0007>y');
});

import { expect, it } from '@jest/globals';
import { describeError, KestraMcpError } from './errors.js';
import { printable } from './printable.js';

it.each([
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007text', 'text'],
  ['\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', 'link'],
  ['a\u001b[2J\u001b[1;1Hb\u009b31mc', 'abc'],
  ['a\u0000\u0007\u0008\u007fb\u0085c', 'abc'],
  ['one\r\ntwo\rthree', 'one\ntwo\nthree'],
  ['\u202eevil\u202c \u2066x\u2069', 'evil x'],
  ['\u001b', ''],
  ['\u001b]never ends', 'never ends'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

it('other text stays as it is', () => {
  const text = 'tab\there\nnäxt “line” ☕ 日本語 [31m \u200d';
  expect(printable(text)).toBe(text);
});

it('no error writes to the terminal of whoever reads it', () => {
  const error = new KestraMcpError('KMCP_REFUSED', 'a\u001b[31mb', {
    hint: '\u001b[2Jc',
    details: ['d\u0007'],
  });
  expect(describeError(error)).toBe('ab\n- d\nc');
  expect(describeError(new Error('x\u001b]0;t\u0007y'))).toBe('xy');
});

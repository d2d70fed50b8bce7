import { describe, expect, it } from '@jest/globals';
import { describeError } from '../../foundation/errors.js';
import { readText, reasonOf } from './disk.js';

describe('reasonOf', () => {
  it.each([
    [new Error("Cannot find module './x.js'\nRequire stack:\n- /a/config.ts"), "Cannot find module './x.js'"],
    [
      new Error('ParseError: Unexpected token \n /a/config.ts:1:42'),
      'ParseError: Unexpected token /a/config.ts:1:42',
    ],
    ['thrown text', 'thrown text'],
    [undefined, 'undefined'],
  ])('is one line', (cause, reason) => expect(reasonOf(cause)).toBe(reason));
});

describe('readText', () => {
  it('names the file', async () => {
    expect(await readText('/none/here').catch(describeError)).toBe(
      "/none/here cannot be read: ENOENT: no such file or directory, open '/none/here'",
    );
  });
});

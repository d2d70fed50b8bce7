import { describe, expect, it } from '@jest/globals';
import { thrownAt } from './thrown-at.js';

const FILE = '/home/ada/plugin/main.ts';
const thrown = (stack: string, message = 'x is not defined') =>
  Object.assign(new ReferenceError(message), { stack: `ReferenceError: ${message}\n${stack}` });

describe('the place at which a module threw', () => {
  it.each([
    ['in the module', `    at ${FILE}:8:21\n    at async file:///other.mjs:6:7`, ' (line 8)'],
    ['in a function of it', `    at eval_ (/lib/jiti.cjs:1:9)\n    at f (${FILE}:12:1)`, ' (line 12)'],
    ['in it by its URL', `    at file://${FILE}?with-host-modules:3:1`, ' (line 3)'],
    [
      'beside it',
      `    at g (/home/ada/plugin/lib/a b.ts:4:2)\n    at ${FILE}:1:1`,
      ' (/home/ada/plugin/lib/a b.ts:4)',
    ],
    [
      'in what it is built on',
      `    at h (/home/ada/plugin/node_modules/z/i.js:1:1)\n    at ${FILE}:9:3`,
      ' (line 9)',
    ],
    ['elsewhere', '    at file:///usr/lib/node.js:6:7\n    at node:internal/modules:1:2', ''],
  ])('%s', (_, stack, place) => expect(thrownAt(thrown(stack), FILE)).toBe(place));

  it('is not said twice, and not of what has none', () => {
    expect(thrownAt(thrown(`    at ${FILE}:8:21`, `ParseError ${FILE}:1:39`), FILE)).toBe('');
    for (const odd of ['boom', null, {}, Object.assign(new Error('x'), { stack: undefined })])
      expect(thrownAt(odd, FILE)).toBe('');
  });

  it('is that of a real error', () => {
    const error = new Error('real');
    const [, file = '', line] = /\(?(?:file:\/\/)?(\/[^()]*?):(\d+):\d+\)?$/m.exec(error.stack ?? '') ?? [];
    expect(thrownAt(error, file)).toBe(` (line ${line})`);
  });
});

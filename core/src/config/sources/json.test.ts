import { describe, expect, it } from '@jest/globals';
import { parseJson } from './json.js';

describe('parseJson', () => {
  it('reads JSON, with a byte order mark too', () => {
    expect(parseJson('f', '\uFEFF {"a": [1, -2.5e3, "x\\u00e9\\n", true, null, {}, []]} ')).toEqual({
      a: [1, -2500, 'xé\n', true, null, {}, []],
    });
  });

  it.each([
    ['{"a":}', 'line 1, column 6'],
    ['{\n  "password": "hunter2"\n  "b": 1\n}', 'line 3, column 3'],
    ['{"a": 1,\n}', 'line 2, column 1'],
    ['[1, 2', 'line 1, column 6'],
    ['{"a": 1} x', 'line 1, column 10'],
    ['{"a": "x\ny"}', 'line 1, column 7'],
    ["{'a': 1}", 'line 1, column 2'],
    ['// no\n{}', 'line 1, column 1'],
    ['{"a": 01}', 'line 1, column 8'],
  ])('places the mistake in %j', (text, place) => {
    expect(() => parseJson('/x.json', text)).toThrow(new Error(`/x.json is not valid JSON at ${place}.`));
  });
});

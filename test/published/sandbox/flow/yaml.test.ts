import { describe, expect, test } from '@jest/globals';
import { readYaml, splitYaml } from './yaml.js';

describe('YAML', () => {
  test.each([
    ['a: off\nb: y\nc: 2026-01-02', { a: false, b: 'y', c: '2026-01-02' }],
    ['a: 1\na: 2', { a: 2 }],
    ['x: &x {b: 1}\na:\n  <<: *x', { x: { b: 1 }, a: { '<<': { b: 1 } } }],
    ['a: 1\rb: |\r  one\r  two\r', { a: 1, b: 'one\ntwo\n' }],
    ['---\na: 1\n---\na: [', { a: 1 }],
  ])('%j is read as SnakeYAML does', (source, value) => {
    expect(readYaml(source)).toEqual(value);
  });

  test.each([
    ['a: b: c', "mapping values are not allowed here\n in 'reader', line 1, column 5"],
    ['a:\n  b: 1\n c: 2\n', "while parsing a block mapping\n in 'reader', line 1, column 1"],
    [
      'a:\n  - b\n c: 2\n',
      "expected <block end>, but found '<block mapping start>'\n in 'reader', line 3, column 2",
    ],
    ['a: {b: 1', "while parsing a flow mapping\n in 'reader', line 1, column 4"],
    ['a: {b: 1', "expected ',' or '}', but got <stream end>"],
    ['```yaml\na: b\n```\n', "found character '`' that cannot start any token"],
    ['a: {{ b }}', 'YAML syntax error: Invalid structure.'],
    ['- a', 'from Array value (token `JsonToken.START_ARRAY`)'],
    ['a text', "no String-argument constructor/factory method to deserialize from String value ('a text')"],
    ['# nothing', 'No content to map due to end-of-input'],
  ])('%j is refused in its words', (source, words) => {
    expect(() => readYaml(source)).toThrow(words);
  });

  test('a stream is split where a line begins with three dashes', () => {
    expect(splitYaml('a: 1\n\n---\nb: 2\r\n--- \nc: 3')).toEqual(['a: 1', '\nb: 2', ' \nc: 3']);
    expect(splitYaml('')).toEqual(['']);
  });
});

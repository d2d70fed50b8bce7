import { describe, expect, test } from '@jest/globals';
import { PebbleError } from './lexer.js';
import { render, renderText } from './render.js';

const SCOPE = {
  variables: { inputs: { n: 4, name: 'Ada', list: ['a', 'b'] }, labels: { 'a-b': 'c' } },
  functions: { kv: ([key]: unknown[]) => `value of ${String(key)}` },
};

describe('Pebble', () => {
  test.each([
    ['plain', 'plain'],
    ['{{ inputs.name }} and {{inputs.n}}', 'Ada and 4'],
    ["{{ inputs.nobody ?? 'you' }}", 'you'],
    ['{{ nothing.at.all }}', ''],
    ["{{ inputs['name'] }}", 'Ada'],
    ['{{ inputs.list[1] }}', 'b'],
    ['{{ inputs.list }}', '["a","b"]'],
    ["{{ kv('k') }}", 'value of k'],
    ["{{ kv(key='k') }}", 'value of k'],
    ['{{ inputs.name | upper }}', 'ADA'],
    ["{{ inputs.list | join('-') }}", 'a-b'],
    ["{{ inputs.none | default('d') }}", 'd'],
    ['{{ inputs.n > 3 and not (inputs.n == 5) }}', 'true'],
    ["{{ inputs.n > 5 ? 'big' : 'small' }}", 'small'],
    ["{{ inputs.name ~ '!' }}", 'Ada!'],
    ['{{ 1 + 2 * 3 - 1 }}', '6'],
    ['{{ labels.a-b }}', 'c'],
  ])('%s is %s', (template, text) => {
    expect(renderText(template, SCOPE)).toBe(text);
  });

  test('a value is rendered wherever it holds a text', () => {
    expect(render({ a: ['{{ inputs.n }}', 1, null], b: true }, SCOPE)).toEqual({
      a: ['4', 1, null],
      b: true,
    });
  });

  test('an expression that cannot be read is an error', () => {
    expect(() => renderText('{{ nope( }}', SCOPE)).toThrow(new PebbleError('Unclosed ")"'));
  });
});

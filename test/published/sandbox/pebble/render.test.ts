import { describe, expect, test } from '@jest/globals';
import { PebbleError } from './lexer.js';
import { render, renderText } from './render.js';

const pebble = (text: string) => `io.pebbletemplates.pebble.error.PebbleException: ${text}`;
const SCOPE = {
  variables: { inputs: { n: 4, name: 'Ada', list: ['a', 'b'] }, labels: { 'a-b': 'c' } },
  functions: { kv: ([key]: unknown[]) => `value of ${String(key)}` },
};

describe('Pebble', () => {
  test.each([
    ['plain', 'plain'],
    ['{{ inputs.name }} and {{inputs.n}}', 'Ada and 4'],
    ["{{ inputs.nobody ?? 'you' }}", 'you'],
    ["{{ nothing.at.all ?? 'none' }}", 'none'],
    ['{{ inputs.none is defined }} {{ inputs.name is not defined }}', 'false false'],
    ["{{ inputs.list is empty or '' is empty }}", 'true'],
    ["{{ ['a', 'b'] | join('-') }}", 'a-b'],
    ['{{ [1, [2, inputs.n], []] }}', '[1,[2,4],[]]'],
    ["{{ {'a': inputs.n, 'b': [true, null]} }}", '{"a":4,"b":[true,null]}'],
    ["{{ {'a': 1, 'b': 2} | keys | join }}", 'a,b'],
    ["{{ ['b', 'a'] | sort | first | upper }}", 'A'],
    ["{{ ['a', 'b'] contains 'b' }}", 'true'],
    ["{{ '}}' }}", '}}'],
    ["{{ 'a.b.c' | substringAfterLast('.') }}{{ 'x-y' | replace({'-': '+'}) }}", 'cx+y'],
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
    expect(() => renderText('{{ nope( }}', SCOPE)).toThrow(
      new PebbleError('io.pebbletemplates.pebble.error.ParserException: Unclosed ")" ({{ nope( }}:1)'),
    );
  });

  test.each([
    [
      '{{ nothing.at.all }}',
      'Unable to find `nothing` used in the expression `{{ nothing.at.all }}` at line 1',
    ],
    [
      'a\nb {{ inputs.nam }}',
      'Unable to find `nam` used in the expression `a\nb {{ inputs.nam }}` at line 2',
    ],
    [
      "{{ [inputs.no] | join('-') }}",
      "Unable to find `no` used in the expression `{{ [inputs.no] | join('-') }}` at line 1",
    ],
    ['{{ nope() }}', pebble('Function or Macro [nope] does not exist. ({{ nope() }}:1)')],
    ['{{ 1 | nope }}', pebble('Filter [nope] does not exist. ({{ 1 | nope }}:1)')],
    ['{{ [1] | json }}', pebble('Filter [json] does not exist. ({{ [1] | json }}:1)')],
  ])('%s is refused', (template, reason) => {
    expect(() => renderText(template, SCOPE)).toThrow(new PebbleError(reason));
  });

  test('json is a function and a filter where the version has it', () => {
    const scope = { ...SCOPE, functions: { json: () => 1 } };
    expect(renderText("{{ json('1') }} {{ [1] | json }}", scope)).toBe('1 [1]');
  });
});

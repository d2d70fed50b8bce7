import { describe, expect, test } from '@jest/globals';
import type { InputDefinition } from '../flow/definition.js';
import type { Json, JsonObject } from '../json.js';
import type { InputData } from './input-resolver.js';
import { INPUTS_1_3, INPUTS_2_0, type InputRules } from './input-rules.js';
import { readInputs, resolveInputs, validInputs } from './inputs.js';

const BOTH = [
  ['1.3', INPUTS_1_3],
  ['2.0', INPUTS_2_0],
] as const;

type Given = Partial<InputDefinition>;

function resolve(inputs: readonly Given[], data: InputData, inputRules: InputRules) {
  const scope = { variables: {}, functions: {}, inputRules };
  const definitions = inputs.map((input) => ({ id: 'x', type: 'STRING', required: true, ...input }));
  return resolveInputs(definitions, data, scope);
}

function one(input: Given, sent: Json | undefined, rules: InputRules) {
  const [resolved] = resolve([input], sent === undefined ? {} : { x: sent }, rules);
  return resolved?.error ?? resolved?.value;
}

const quoted = (text: string) => ` errors:\n\`\`\`\n${text}\n\`\`\``;
const named = (text: string) => `Invalid value for input \`x\`. Cause: ${text}`;

describe.each(BOTH)('inputs of %s', (_, rules) => {
  test.each<[input: Given, sent: string, value: Json]>([
    [{ type: 'INT' }, '2147483647', 2147483647],
    [{ type: 'FLOAT' }, '0.1', 0.1],
    [{ type: 'DURATION' }, 'P2DT30M', 'PT48H30M'],
    [{ type: 'DATETIME' }, '2026-05-06T07:08:09.5+02:00', '2026-05-06T05:08:09.500Z'],
    [{ type: 'TIME' }, '23:59', '23:59:00'],
    [{ type: 'ARRAY', itemType: 'INT' }, '["3", "4"]', [3, 4]],
    [{ type: 'ARRAY', itemType: 'DATE' }, '["2026-01-02"]', ['2026-01-02']],
    [{ type: 'FILE' }, 'nsfile:///in.txt', 'nsfile:///in.txt'],
    [{ type: 'YAML' }, 'on', true],
    [{ type: 'BOOL' }, 'yes', false],
    [{ type: 'SELECT', values: ['a'], allowCustomValue: true }, 'b', 'b'],
  ])('%j takes %s', (input, sent, value) => {
    expect(one(input, sent, rules)).toEqual(value);
  });

  test.each<[input: Given, sent: string, cause: string]>([
    [{ type: 'FILE' }, 'in.txt', named('in.txt (No such file or directory)')],
    [{ type: 'FILE' }, 'a b', named('Illegal character in path at index 1: a b')],
    [
      { type: 'ARRAY', itemType: 'FLOAT' },
      '["1,5"]',
      named('Unable to parse array element as `FLOAT` on `1,5`'),
    ],
    [{ type: 'DURATION', min: 'PT5M' }, 'PT4M', named('It must be more than `PT5M`')],
    [{ type: 'TIME', before: '12:00:00' }, '12:30', named('it must be before `12:00:00`')],
    [{ type: 'SELECT', values: ['a', 'b'] }, 'c', named('it must match the values `[a, b]`')],
  ])('%j refuses %s', (input, sent, cause) => {
    expect(one(input, sent, rules)).toBe(cause);
  });

  test('an id may be the name of what every object has', () => {
    expect(() => validInputs(resolve([{ id: 'toString' }], {}, rules))).toThrow(
      'Missing required input:toString',
    );
  });

  test('an empty text is no value: the default, or nothing', () => {
    expect(one({ defaults: 'd' }, '', rules)).toBe('d');
    expect(one({ required: false }, '', rules)).toBeUndefined();
    expect(one({}, '', rules)).toBe('Missing required input:x');
  });

  test('an input whose condition does not hold is not asked for, nor are those that wait for it', () => {
    const inputs = [
      { id: 'on', type: 'BOOL' },
      { id: 'how', dependsOn: { inputs: ['on'], condition: '{{ inputs.on }}' } },
      { id: 'why', dependsOn: { inputs: ['how'] } },
    ];
    expect(validInputs(resolve(inputs, { on: 'false', how: 'h' }, rules))).toEqual({ on: false });
    expect(() => validInputs(resolve(inputs, { on: 'true', why: 'w' }, rules))).toThrow(
      'Missing required input:how',
    );
    expect(validInputs(resolve(inputs, { on: 'true', how: 'h', why: 'w' }, rules))).toEqual({
      on: true,
      how: 'h',
      why: 'w',
    });
  });

  test('a choice may come from an expression, and a default from what it waits for', () => {
    const inputs = [
      { id: 'n', type: 'INT' },
      { id: 'm', type: 'INT', defaults: '{{ inputs.n + 1 }}', dependsOn: { inputs: ['n'] } },
      { id: 's', type: 'SELECT', expression: "{{ ['a', 'b'] }}", autoSelectFirst: true },
    ];
    expect(validInputs(resolve(inputs, { n: '4' }, rules))).toEqual({ n: 4, m: 5, s: 'a' });
  });

  test('an execution keeps moments and durations in a form of its own, and dotted ids nested', () => {
    const inputs = [
      { id: 'at', type: 'DATETIME' },
      { id: 'took.most', type: 'DURATION' },
    ];
    const resolved = resolve(inputs, { at: '2026-05-06T07:08:09Z', 'took.most': 'PT1M30S' }, rules);
    const kept: JsonObject = { at: '2026-05-06T07:08:09.000000Z', took: { most: 90 } };
    expect(validInputs(resolved)).toEqual(kept);
    expect(readInputs(resolved)).toEqual({ at: '2026-05-06T07:08:09Z', took: { most: 'PT1M30S' } });
    expect(validInputs(resolve(inputs, kept, rules))).toEqual(kept);
  });
});

describe('what the versions say and take', () => {
  test.each<[input: Given, sent: string, in1: string, in2: string]>([
    [
      { type: 'INT' },
      '2147483648',
      named('For input string: "2147483648"'),
      named("Cannot convert value '2147483648' to Integer"),
    ],
    [
      { type: 'FLOAT' },
      '1,5',
      named('For input string: "1,5"'),
      named("Cannot convert value '1,5' to Float"),
    ],
    [
      { type: 'DURATION' },
      'P1M',
      quoted('Text cannot be parsed to a Duration'),
      named("Cannot convert value 'P1M' to Duration"),
    ],
    [
      { type: 'DURATION' },
      'P1W',
      quoted('Text cannot be parsed to a Duration'),
      named("Cannot convert value 'P1W' to Duration"),
    ],
    [
      { type: 'DATE' },
      '2026-5-6',
      quoted("Text '2026-5-6' could not be parsed at index 5"),
      named("Cannot convert value '2026-5-6' to LocalDate"),
    ],
    [
      { type: 'DATE' },
      '2026-05-06x',
      quoted("Text '2026-05-06x' could not be parsed, unparsed text found at index 10"),
      named("Cannot convert value '2026-05-06x' to LocalDate"),
    ],
    [
      { type: 'TIME' },
      '25:00',
      quoted("Text '25:00' could not be parsed: Invalid value for HourOfDay (valid values 0 - 23): 25"),
      named("Cannot convert value '25:00' to LocalTime"),
    ],
  ])('%j refuses %s in words of each', (input, sent, in1, in2) => {
    expect([one(input, sent, INPUTS_1_3), one(input, sent, INPUTS_2_0)]).toEqual([in1, in2]);
  });

  test('1.3 takes what a SELECT does not list where it may be left out', () => {
    const input = { type: 'SELECT', required: false, values: ['a'] };
    expect(one(input, 'z', INPUTS_1_3)).toBe('z');
    expect(one(input, 'z', INPUTS_2_0)).toBe(named('it must match the values `[a]`'));
  });

  test('a default is read more strictly than what is sent', () => {
    expect(one({ type: 'BOOLEAN', defaults: 'yes' }, undefined, INPUTS_1_3)).toContain(
      'only "true" or "false" recognized',
    );
    expect(one({ type: 'BOOLEAN', defaults: 'yes' }, 'yes', INPUTS_1_3)).toBe(false);
    expect(one({ type: 'INT', defaults: 'many' }, undefined, INPUTS_1_3)).toContain(
      'not a valid `java.lang.Integer`',
    );
  });
});

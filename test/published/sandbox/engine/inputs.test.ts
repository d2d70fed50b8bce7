import { describe, expect, test } from '@jest/globals';
import type { InputDefinition } from '../flow/definition.js';
import type { Json } from '../json.js';
import { resolveInputs, validInputs } from './inputs.js';

const SCOPE = { variables: { flow: { namespace: 'lab' } }, functions: {} };

function resolve(input: Partial<InputDefinition>, sent?: Json) {
  const definition = { id: 'x', type: 'STRING', required: true, ...input };
  const [resolved] = resolveInputs([definition], sent === undefined ? {} : { x: sent }, SCOPE);
  return resolved?.error ?? resolved?.value;
}

describe('inputs', () => {
  test.each<[type: string, sent: string, value: Json]>([
    ['STRING', 'a', 'a'],
    ['INT', '-7', -7],
    ['FLOAT', '1.5', 1.5],
    ['BOOLEAN', 'true', true],
    ['BOOL', 'nonsense', false],
    ['DATE', '2026-01-02', '2026-01-02'],
    ['DATETIME', '2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'],
    ['TIME', '03:04:05', '03:04:05'],
    ['DURATION', 'PT5M', 'PT5M'],
    ['JSON', '{"a":[1]}', { a: [1] }],
    ['YAML', 'a: [1]', { a: [1] }],
    ['ARRAY', '[1,2]', [1, 2]],
    ['EMAIL', 'a@b.org', 'a@b.org'],
    ['URI', 'https://kestra.io', 'https://kestra.io'],
  ])('%s takes %s', (type, sent, value) => {
    expect(resolve({ type }, sent)).toEqual(value);
  });

  test.each<[input: Partial<InputDefinition>, sent: string, cause: string]>([
    [{ type: 'INT' }, 'many', 'For input string: "many"'],
    [{ type: 'INT', min: 3 }, '2', 'it must be more than `3`'],
    [{ type: 'INT', max: 3 }, '4', 'it must be less than `3`'],
    [{ type: 'SELECT', values: ['a', 'b'] }, 'c', 'it must match the values `[a, b]`'],
    [{ type: 'MULTISELECT', values: ['a', 'b'] }, '["c"]', "value `c` doesn't match the values `[a, b]`"],
    [{ type: 'EMAIL' }, 'nobody', 'The input must be a valid email'],
    [{ type: 'URI' }, 'nowhere', 'Invalid URI format.'],
    [{ validator: '[a-z]+' }, '1', 'it must match the pattern `[a-z]+`'],
  ])('%j refuses %s', (input, sent, cause) => {
    expect(resolve(input, sent)).toBe(`Invalid value for input \`x\`. Cause: ${cause}`);
  });

  test('what a parser refuses is quoted', () => {
    expect(resolve({ type: 'DATE' }, 'soon')).toBe(
      " errors:\n```\nText 'soon' could not be parsed at index 0\n```",
    );
  });

  test('a default takes the place of what is not sent, and may be an expression', () => {
    expect(resolve({ type: 'INT', defaults: '3' })).toBe(3);
    expect(resolve({ defaults: 'in {{ flow.namespace }}' })).toBe('in lab');
    expect(resolve({ type: 'INT', defaults: '3' }, '4')).toBe(4);
  });

  test('a required input has to be there, another is null', () => {
    expect(resolve({})).toBe('Missing required input:x');
    const optional = resolveInputs([{ id: 'x', type: 'STRING', required: false }], {}, SCOPE);
    expect(validInputs(optional)).toEqual({ x: null });
  });
});

import { describe, expect, it } from '@jest/globals';
import { recordedJson } from '../../../../test/support/kestra/recordings.js';
import type { Execution, Flow } from '../types.js';
import { type Declared, declaredOf } from './declared.js';
import { inputParts } from './input-parts.js';
import { renewedInputs } from './kept-inputs.js';

describe.each(['1.3-oss-authoring', '2.0-oss'] as const)('inputs of a real execution: %s', (file) => {
  const declared = declaredOf(recordedJson<Flow>('create flow with an input of every type', file));
  const { inputs } = recordedJson<Execution>('inputs: the execution, how values come back', file);
  const uri = (inputs as { file: string }).file;

  it('are sent again as they were, but for those given anew', () => {
    const renewed = renewedInputs(declared, inputs, { secret: 'again', int: 9, string: null });
    const texts = Object.fromEntries(
      inputParts(declared, renewed).map(({ name, content }) => [name, content]),
    );
    expect(texts).toEqual({
      ...(file === '2.0-oss' ? {} : { boolean: 'true' }),
      ...{
        int: '9',
        float: '0.5',
        bool: 'false',
        select: 'red',
        selectCustom: 'violet',
        selectExpression: 'a',
      },
      ...{ multiselect: '["red","blue"]', date: '2025-01-02', datetime: '2025-01-02T03:04:05.000000Z' },
      ...{ time: '03:04:05', duration: 'PT5400S', file: uri, json: '{"a":[1,2]}', yaml: '{"a":[1,2]}' },
      ...{ uri: 'https://example.com/x', secret: 'again', array: '[1,2,3]', email: 'ada@example.com' },
      withDefault: 'd-inputs',
    });
  });

  it('are refused where Kestra does not show a secret', () => {
    expect(() => renewedInputs(declared, inputs, { int: 9 })).toThrow(
      'The input "secret" cannot be kept: it is a SECRET, which Kestra does not return.',
    );
  });
});

describe('kept are', () => {
  const declared: Declared = {
    of: 'The flow a.f',
    inputs: [
      { id: 'j', type: 'JSON' },
      { id: 'nest.ed', type: 'STRING' },
      { id: 'n', type: 'INT' },
    ],
  };
  const renewed = (values: object, given = {}) => renewedInputs(declared, values, given);

  it('texts in JSON, and nested ids', () => {
    expect(renewed({ j: 'words', nest: { ed: 'v' }, n: null })).toEqual({ j: '"words"', 'nest.ed': 'v' });
  });

  it('not those that are given nested', () => {
    expect(renewed({ nest: { ed: 'old' }, n: 1 }, { nest: { ed: 'new' } })).toEqual({
      'nest.ed': 'new',
      n: 1,
    });
  });

  it('no numbers that JSON has not carried', () => {
    expect(() => renewed({ j: { id: 9007199254740992 } })).toThrow(
      'has a number that JSON cannot represent exactly',
    );
  });
});

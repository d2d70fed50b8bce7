import { describe, expect, it } from '@jest/globals';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { textsOf } from '../../../../test/support/kestra/strict-form.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { describeError } from '../../foundation/errors.js';
import { KestraClient } from '../client.js';
import type { Flow } from '../types.js';

const kestra = useKestra();
const FILES = [
  ['1.3', '1.3-oss-authoring'],
  ['2.0', '2.0-oss'],
] as const;

/** The error for an execution that Kestra refuses, as it was recorded. */
async function refused(
  version: string,
  recording: string,
  inputs: object,
  flow: Partial<Flow>,
): Promise<string> {
  const file = version === '2.0' ? '2.0-oss' : '1.3-oss-authoring';
  kestra.answers({
    'GET /main/flows/a/f': { json: { ...flow, id: 'f', namespace: 'a' } },
    'POST /main/executions/a/f': recorded(recording, file),
  });
  const { executions } = new KestraClient(kestra.settings(version));
  const error = await executions.create('a', 'f', { inputs: { ...inputs } }).then(
    () => new Error('It was not refused.'),
    (thrown: unknown) => thrown,
  );
  return describeError(error);
}

describe.each(FILES)('a refusal of Kestra %s', (version, file) => {
  const flow = recordedJson<Flow>('create flow with an input of every type', file);
  const of = (id: string, given: unknown, recording: string, declared = flow) =>
    refused(version, `inputs: ${recording}`, { [id]: given }, declared);

  it.each([
    ['int', 'many', 'int refused?', 'The input "int" has type INT: a whole number, at least 1, at most 10.'],
    ['int', 11, 'int as "11"', 'The input "int" has type INT: a whole number, at least 1, at most 10.'],
    ['string', 'ABC', 'string refused?', 'The input "string" has type STRING, must match ^[a-z]+$.'],
    [
      'date',
      '02.01.2025',
      'date refused?',
      'The input "date" has type DATE: a date, e.g. 2026-01-31, after 2020-01-01.',
    ],
    [
      'datetime',
      '2025-01-02',
      'datetime as "2025-01-02"',
      'The input "datetime" has type DATETIME: a date and time with',
    ],
    ['duration', 'P1M', 'duration refused?', 'no weeks, months or years), e.g. P1DT6H30M'],
    ['time', '3 pm', 'time refused?', 'The input "time" has type TIME: a time, e.g. 12:30:00.'],
    [
      'json',
      'plain words',
      'json as "plain words"',
      'The input "json" has type JSON: an object, a list, or JSON as text.',
    ],
    [
      'multiselect',
      ['red', 'pink'],
      'multiselect refused?',
      'MULTISELECT: a list of values from red, green, blue.',
    ],
  ])('for %s %j says what it is and what is allowed', async (id, value, recording, line) => {
    const error = await of(id, value, recording);
    expect(error).toMatch(/^Kestra answered 422 to POST \/main\/executions\/a\/f: /);
    expect(error).toContain(line);
    expect(error.match(/^- The input/gm)).toHaveLength(1);
  });

  it('names what is missing', async () => {
    const reqfile = recordedJson<Flow>('create flow, required FILE input', file);
    const error = await refused(version, 'inputs: required ones missing', {}, reqfile);
    expect(error).toMatch(
      /Missing required input:f\n- The input "f" has type FILE: text, .*\n- The input "n" has type INT: a whole number from -2147483648 to 2147483647\.$/,
    );
    expect(kestra.lines).toEqual(['POST /main/executions/a/f', 'GET /main/flows/a/f']);
  });

  it('that is not about inputs stays as it is', async () => {
    kestra.answers({
      'GET /main/flows/a/f': { json: { ...flow, id: 'f', namespace: 'a' } },
      'POST /main/executions/a/f': { status: 422, json: { message: 'Invalid label: x' } },
    });
    const create = new KestraClient(kestra.settings(version)).executions.create('a', 'f', {
      inputs: { int: 1 },
    });
    expect(await create.catch(describeError)).not.toContain('input "int"');
  });
});

describe.each(['1.3', '2.0'])('every type of input on %s', (version) => {
  const TYPES = ['STRING', 'SECRET', 'SELECT', 'JSON', 'YAML', 'URI', 'EMAIL', 'DATE', 'ION', 'NEW'];

  it.each(['l1\nl2', 'l1\rl2\r', '\r\nl1\r\nl2\r\n', ' \t\n x \n '])('carries %j as it is', async (value) => {
    const inputs = TYPES.map((type) => ({ id: type.toLowerCase(), type }));
    kestra.answers({
      'GET /main/flows/a/f': { json: { id: 'f', namespace: 'a', inputs } },
      'POST /main/executions/a/f': {
        json: { id: 'e', namespace: 'a', flowId: 'f', state: { current: 'CREATED' } },
      },
    });
    const given = Object.fromEntries(inputs.map(({ id }) => [id, value]));
    await new KestraClient(kestra.settings(version)).executions.create('a', 'f', { inputs: given });
    const [, asked] = kestra.asked;
    expect(asked && textsOf(asked)).toEqual(given);
  });
});

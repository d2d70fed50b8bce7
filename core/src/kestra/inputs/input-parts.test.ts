import { describe, expect, it } from '@jest/globals';
import { recordedJson } from '../../../../test/support/kestra/recordings.js';
import { describeError } from '../../foundation/errors.js';
import type { Flow } from '../types.js';
import { declaredOf } from './declared.js';
import { inputParts, jsonInputs } from './input-parts.js';

const flow = (...inputs: object[]): Flow => ({ id: 'f', namespace: 'a', inputs });
const parts = (inputs: object[], given: Record<string, unknown>) =>
  inputParts(declaredOf(flow(...inputs)), given);
/** The text of the only part. */
const text = (input: object, value: unknown) => parts([{ id: 'x', ...input }], { x: value })[0]?.content;

function refusal(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    return describeError(error);
  }
  throw new Error('Nothing was refused.');
}

describe('a name', () => {
  const inputs = [
    { id: 'colour', type: 'STRING' },
    { id: 'n', type: 'INT' },
    { id: 'db.host', type: 'STRING' },
    { id: 'db.pool.size', type: 'INT' },
    { id: 'db.options', type: 'JSON' },
  ];

  it('that the flow does not have is refused with the nearest and the list', () => {
    expect(refusal(() => parts(inputs, { Colour: 'red', n: 1, zzzzzz: null }))).toBe(
      'The inputs have 2 problems:\n- The flow a.f has no input "Colour". Did you mean "colour"?\n' +
        '- The flow a.f has no input "zzzzzz".\n' +
        'Its inputs are: colour, n, db.host, db.pool.size, db.options.',
    );
    expect(refusal(() => parts([], { a: 1 }))).toBe('The flow a.f has no input "a".\nIt takes no inputs.');
  });

  it('with dots may be nested, as answers have it', () => {
    const nested = { db: { host: 'h', pool: { size: 3 }, options: { tls: true } } };
    const flat = { 'db.host': 'h', 'db.pool.size': 3, 'db.options': { tls: true } };
    expect(parts(inputs, nested)).toEqual(parts(inputs, flat));
    expect(parts(inputs, nested).map(({ name, content }) => `${name}=${content}`)).toEqual([
      'db.host=h',
      'db.pool.size=3',
      'db.options={"tls":true}',
    ]);
  });

  it('that is nested must be known to its end, and given once', () => {
    expect(refusal(() => parts(inputs, { db: { hots: 'h' } }))).toContain(
      'has no input "db.hots". Did you mean "db.host"?',
    );
    expect(refusal(() => parts(inputs, { db: { host: 'a' }, 'db.host': 'b' }))).toContain(
      'The input "db.host" is given twice',
    );
  });

  it('that may be meant in two ways is refused', () => {
    const both = [{ id: 'db', type: 'JSON' }, ...inputs];
    expect(refusal(() => parts(both, { db: { host: 'h', other: 1 } }))).toBe(
      'The input "db" is ambiguous: it can mean the input with that id, or "db.host".\n' +
        'Pass the value of "db.host" as "db.host", and only the rest as "db".',
    );
    expect(parts(both, { db: { other: 1 }, 'db.host': 'h' }).map(({ content }) => content)).toEqual([
      '{"other":1}',
      'h',
    ]);
  });

  it('of a flow with inputs from elsewhere passes, nested or not', () => {
    const open = [
      { id: 'own', type: 'INT' },
      { id: 'shared', type: 'REUSABLE_INPUTS', value: 'common' },
    ];
    expect(parts(open, { own: 1, region: 'eu', shared: { zone: 'b', tags: ['x'] } })).toEqual([
      { name: 'own', content: '1' },
      { name: 'region', content: 'eu' },
      { name: 'shared.zone', content: 'b' },
      { name: 'shared.tags', content: '["x"]' },
    ]);
  });

  it('of a member of a form passes with and without the form, and no other', () => {
    const form = [{ id: 'who', type: 'FORM', inputs: [{ id: 'ok', type: 'BOOL' }] }];
    expect(parts(form, { ok: 'yes' })).toEqual([{ name: 'ok', content: 'true' }]);
    expect(parts(form, { who: { ok: 0 } })).toEqual([{ name: 'who.ok', content: 'false' }]);
    expect(refusal(() => parts(form, { okay: true }))).toContain('Did you mean "ok"');
  });
});

describe('a boolean', () => {
  it.each([
    [true, 'true'],
    ['TRUE', 'true'],
    [' true ', 'true'],
    [1, 'true'],
    ['1', 'true'],
    ['Yes', 'true'],
    ['on', 'true'],
    [false, 'false'],
    [0, 'false'],
    ['no', 'false'],
    ['off', 'false'],
    ['', ''],
  ])('%j means %s', (value, sent) => {
    expect(text({ type: 'BOOL' }, value)).toBe(sent);
    expect(text({ type: 'BOOLEAN' }, value)).toBe(sent);
  });

  it.each(['perhaps', 2, -1, [true], [], [''], { a: 1 }, 'null'])(
    '%j is refused, for Kestra takes it for false',
    (value) => {
      expect(refusal(() => text({ type: 'BOOL' }, value))).toContain(
        `The input "x" cannot be sent: ${JSON.stringify(value)} is neither true nor false. The input "x" has type BOOL: true or false.`,
      );
    },
  );
});

describe('a list', () => {
  it.each([
    [['red', 'blue'], '["red","blue"]'],
    ['["red", "blue"]', '["red", "blue"]'],
    [[], '[]'],
    ['', ''],
  ])('%j is sent as JSON', (value, sent) => {
    expect(text({ type: 'MULTISELECT', values: ['red', 'blue'] }, value)).toBe(sent);
    expect(text({ type: 'ARRAY', itemType: 'STRING' }, value)).toBe(sent);
  });

  it.each(['red,blue', 'red', '{"a":1}', '1,2', { a: 1 }, 7])(
    '%j is refused with what is allowed',
    (value) => {
      const quoted = JSON.stringify(value);
      expect(refusal(() => text({ type: 'MULTISELECT', values: ['red', 'blue'] }, value))).toBe(
        `The input "x" cannot be sent: ${quoted} is not a list. The input "x" has type MULTISELECT: a list of values from red, blue.`,
      );
      expect(refusal(() => text({ type: 'ARRAY', itemType: 'INT' }, value))).toContain(
        'ARRAY: a list of INT.',
      );
    },
  );
});

describe('a value of another type', () => {
  it.each([
    ['STRING', ' a\n ', ' a\n '],
    ['STRING', 12, '12'],
    ['STRING', { a: 1 }, '{"a":1}'],
    ['INT', 7, '7'],
    ['INT', '7.0', '7.0'],
    ['FLOAT', 1e20, '100000000000000000000'],
    ['FLOAT', -3.4e38, '-3.4e+38'],
    ['INT', 1e17, '100000000000000000'],
    ['DATE', '2026-01-31', '2026-01-31'],
    ['DATETIME', '2026-01-31T10:00:00+02:00', '2026-01-31T10:00:00+02:00'],
    ['TIME', '03:04', '03:04'],
    ['DURATION', 'PT1H', 'PT1H'],
    ['JSON', { a: [null] }, '{"a":[null]}'],
    ['JSON', 'plain words', 'plain words'],
    ['YAML', 'a: [1]\n', 'a: [1]\n'],
    ['SELECT', 'not listed', 'not listed'],
    ['URI', 'no uri', 'no uri'],
    ['SOMETHING_NEW', 'as it is', 'as it is'],
    ['SOMETHING_NEW', [1], '[1]'],
  ])('%s %j is sent as it is', (type, value, sent) => {
    expect(text({ type, values: ['listed'] }, value)).toBe(sent);
  });

  it('is none when it is null', () => {
    expect(parts([{ id: 'x', type: 'INT' }], { x: null })).toEqual([]);
  });

  it('is refused when JSON has not carried its whole number', () => {
    const change = (value: unknown) => refusal(() => text({ type: 'JSON' }, value));
    expect(change(JSON.parse('{"rows":[{"id":9007199254740993}]}'))).toContain(
      'The number at rows.0.id is beyond',
    );
    expect(change(-1e16)).toContain('Pass it as text.');
    expect(change(1e300)).toContain('it arrived as 1e+300, which');
  });

  it.each([
    [{ type: 'FLOAT' }, -1e39, '-1e+39 is too large. The input "x" has type FLOAT: a number, e.g. 1.5.'],
    [{ type: 'FLOAT' }, JSON.parse('1e400'), 'The number is too large.'],
    [
      { type: 'INT' },
      1e99,
      '1e+99 is too large. The input "x" has type INT: a whole number from -2147483648',
    ],
  ])('is refused where Kestra has no room for it: %j %j', (input, value, said) => {
    expect(refusal(() => text(input, value))).toContain(`The input "x" cannot be sent: ${said}`);
  });
});

it('all that is wrong is said at once', () => {
  const inputs = [
    { id: 'b', type: 'BOOL' },
    { id: 'm', type: 'MULTISELECT', values: ['x'] },
  ];
  const [first, ...rest] = refusal(() => parts(inputs, { b: 'maybe', m: 'x' })).split('\n');
  expect(first).toBe('The inputs have 2 problems:');
  expect(rest).toHaveLength(2);
});

describe('inputs that are JSON', () => {
  const of = flow(
    { id: 'b', type: 'BOOL' },
    { id: 'n', type: 'INT' },
    { id: 'db.host', type: 'STRING' },
    { id: 'f', type: 'FILE' },
  );

  it('keep their types, under their ids', () => {
    expect(jsonInputs(of, { b: 'yes', n: 3, db: { host: 'h' }, f: 'nsfile:///a.csv' })).toEqual({
      ...{ b: true, n: 3, 'db.host': 'h' },
      f: 'nsfile:///a.csv',
    });
  });

  it('are refused by name, and where a file would have to be uploaded', () => {
    expect(refusal(() => jsonInputs(of, { N: 3 }))).toContain('has no input "N". Did you mean "n"');
    expect(refusal(() => jsonInputs(of, { f: 'text' }))).toContain('a file cannot be uploaded here');
  });
});

it.each(['1.3-oss-authoring', '2.0-oss'] as const)('no input of a real flow is refused: %s', (file) => {
  const real = recordedJson<Flow>('create flow with an input of every type', file);
  const given = {
    ...{
      string: 'abc',
      int: 7,
      float: 0.5,
      bool: false,
      select: 'red',
      selectCustom: 'violet',
      multiselect: ['red'],
    },
    ...{
      date: '2025-01-02',
      datetime: '2025-01-02T03:04:05Z',
      time: '03:04:05',
      duration: 'PT1H30M',
      file: 'text',
    },
    ...{
      json: { a: [1, 2] },
      yaml: 'a: [1, 2]',
      uri: 'https://example.com/x',
      secret: 'hidden words',
      array: [1, 2],
    },
    ...{ email: 'ada@example.com', prefilled: 'x', withDefault: 'y', dependent: 'z', selectExpression: 'a' },
  };
  expect(inputParts(declaredOf(real), given).map(({ name }) => name)).toEqual(Object.keys(given));
});

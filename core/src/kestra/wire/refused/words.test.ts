import { describe, expect, it } from '@jest/globals';
import { recorded } from '../../../../../test/support/kestra/recordings.js';
import { readWords } from './words.js';

const TYPE = 'https://kestra.io/docs/api-reference/problems/';
const of20 = (name: string) => readWords(recorded(name, '2.0-oss').text ?? '');
const problem = (slug: string, more: object) =>
  readWords(JSON.stringify({ type: TYPE + slug, title: 'T', status: 422, ...more }));

describe('a problem document', () => {
  it('is known by its members, or by its content type', () => {
    expect(problem('conflict', { detail: 'Busy' })).toMatchObject({ said: 'Busy', problem: 'conflict' });
    expect(readWords('{"detail":"Busy"}', 'application/problem+json; charset=utf-8').said).toBe('Busy');
    expect(readWords('{"detail":"Busy"}').said).toBe('');
    expect(readWords('{"type":"STRING","status":"x","message":"M"}').said).toBe('M');
  });

  it('says each field with its path, and nothing twice', () => {
    const detail =
      ': Invalid Flow: Duplicate task id with name [first]\nid: must match "^[a-z]"\ntasks[third].uri: must not be null\n';
    const errors = [
      { detail: 'Invalid Flow: Duplicate task id with name [first]' },
      { detail: 'must match "^[a-z]"', pointer: '/id', path: 'id' },
      { detail: 'must not be null', pointer: '/tasks/uri/2', path: 'tasks[third].uri' },
    ];
    expect(problem('validation-failed', { detail, errors })).toMatchObject({
      said: 'Invalid Flow: Duplicate task id with name [first]\nid: must match "^[a-z]"\ntasks[third].uri: must not be null',
      details: [],
    });
    expect(problem('validation-failed', { detail: 'Several.', errors }).details).toEqual([
      'Invalid Flow: Duplicate task id with name [first]',
      'id: must match "^[a-z]"',
      'tasks[third].uri: must not be null',
    ]);
  });

  it('keeps a path that the text has somewhere in it', () => {
    const errors = [{ detail: 'must be a valid name', path: 'id' }, { path: 'backfill.start' }];
    expect(problem('validation-failed', { detail: 'No.', errors }).details).toEqual([
      'id: must be a valid name',
      'backfill.start',
    ]);
  });

  it.each([
    'create flow, unknown task type',
    'create flow, input of an unknown type',
    'create flow, ENUM input',
    'flow graph from bad source',
  ])('shows nothing of the insides of Kestra: "%s"', (name) => {
    const { said, details } = of20(name);
    expect(said).toMatch(/^Invalid type: [\w.]+$/);
    expect(details).toEqual([expect.stringMatching(/^Could not resolve type id/)]);
    expect(details.join()).not.toMatch(/->|reference chain|UNKNOWN/);
  });

  it('says broken YAML once, with line and column', () => {
    const { said, details } = of20('create flow, broken YAML');
    expect(said).toMatch(/mapping values are not allowed here\n in 'reader', line 2, column 11/);
    expect(details).toEqual([]);
  });

  it('has the traceId of a failure of Kestra', () => {
    const { details, bare } = of20('search executions, date without offset');
    expect(details).toEqual([expect.stringMatching(/^traceId: \w{10,}$/)]);
    expect(bare).toBe(true);
  });

  it.each([
    ['executions[abc]', 'execution not found', 'abc: execution not found'],
    ['abc', 'execution not found', 'abc: execution not found'],
    ['flows[company.team.hello]', 'flow not found', 'company.team.hello: flow not found'],
    ['abc', undefined, 'abc: not found'],
    ['executions[a[0]]', 'execution not found', 'a[0]: execution not found'],
    ['executions[]', 'one is not found', 'one is not found'],
    ['', undefined, 'not found'],
  ])('names the item %s of a bulk request', (path, detail, line) => {
    const errors = [{ path, detail, type: `${TYPE}not-found` }];
    const words = problem('bulk-validation-failed', { detail: 'Some could not.', errors });
    expect(words).toMatchObject({ bulk: true, details: [line] });
  });

  it('may be of any form', () => {
    const odd = { detail: 7, errors: [null, 'x', { path: 3 }, []], traceId: {} };
    expect(problem('conflict', odd)).toEqual({
      said: 'T',
      details: [],
      problem: 'conflict',
      bare: true,
      bulk: false,
    });
    expect(problem('conflict', { detail: 'D', errors: { a: 1 } }).details).toEqual([]);
    const many = Array.from({ length: 90 }, (_, index) => ({ detail: `no ${index}` }));
    expect(problem('validation-failed', { detail: 'D', errors: many }).details).toHaveLength(51);
  });
});

describe('of endless lists', () => {
  const rows = (count: number, length: number) =>
    Array.from({ length: count }, (_, at) => ({ detail: 'x'.repeat(length), path: `tasks[t${at}].uri` }));

  it('as much is told as can be read, and how many there are more', () => {
    const many = problem('validation-failed', { detail: 'Several.', errors: rows(3_000, 5) }).details;
    expect(many).toHaveLength(51);
    expect(many.at(-1)).toBe('and 2950 more');
    const long = problem('validation-failed', { detail: 'Several.', errors: rows(60, 900) }).details;
    expect(long.join('').length).toBeLessThan(21_000);
    expect(long.at(-1)).toMatch(/^and \d+ more$/);
    expect(problem('validation-failed', { detail: 'Several.', errors: rows(50, 5) }).details).toHaveLength(
      50,
    );
  });

  it('the key to the log of Kestra is not left out', () => {
    const { details } = problem('internal-error', { detail: 'D', errors: rows(99, 5), traceId: 'abc' });
    expect(details).toContain('traceId: abc');
  });

  it('items of 1.x are counted as well', () => {
    const invalids = Array.from({ length: 70 }, (_, at) => ({
      message: 'not found',
      invalidValue: `e${at}`,
    }));
    const { details } = readWords(JSON.stringify({ message: 'invalid bulk kill', invalids }));
    expect([details[0], details.at(-1)]).toEqual(['e0: not found', 'and 20 more']);
  });
});

it('names an item of 1.x that is no text', () => {
  const invalids = [{ message: 'not known', invalidValue: { namespace: 'a', id: 'b' } }];
  expect(readWords(JSON.stringify({ message: 'M', invalids })).details).toEqual([
    '{"namespace":"a","id":"b"}: not known',
  ]);
});

describe('the type of a problem', () => {
  const named = (type: unknown) =>
    readWords(JSON.stringify({ type, title: 'T', status: 409, detail: 'D' }), 'application/problem+json')
      .problem;

  it.each([`${TYPE}conflict`, `${TYPE}conflict/`, 'http://www.kestra.io/problems/conflict'])(
    '%s is of Kestra',
    (type) => {
      expect(named(type)).toBe('conflict');
    },
  );

  it.each([
    'https://gateway.example/problems/entity-already-exists',
    'https://kestra.io.example/docs/api-reference/problems/entity-already-exists',
    'https://example/?https://kestra.io/problems/entity-already-exists',
    'urn:problem:conflict',
    '/problems/conflict',
    'conflict',
  ])('%s is of somebody else, who may mean something else by it', (type) => {
    expect(named(type)).toBeUndefined();
  });
});

it('tells apart what Kestra gives no reason for', () => {
  expect(readWords(JSON.stringify(recorded('unknown route').json)).bare).toBe(true);
  expect(readWords(JSON.stringify(recorded('kv get unknown').json)).bare).toBeFalsy();
});

it.each(['<html><body>502</body></html>', ' \n<!doctype html>', '\ufeff<!-- x --><html>'])(
  'knows a web page: %j',
  (body) => {
    expect(readWords(body)).toMatchObject({ said: '', isPage: true });
  },
);

import { describe, expect, it } from '@jest/globals';
import { recorded } from '../../../../test/support/kestra/recordings.js';
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
    expect(problem('validation-failed', { detail: 'D', errors: many }).details).toHaveLength(50);
  });
});

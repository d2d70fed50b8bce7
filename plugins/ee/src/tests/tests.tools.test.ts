import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';

const VERSIONS = ['0.23', '0.24', '1.0', '1.3', '2.0'];
const kestra = useKestra();
const on = (version?: string) => callPlugin(plugin, kestra, version);

const YAML = 'id: suite\nnamespace: a.b\nflowId: f\n';
const SUITE = { id: 'suite', namespace: 'a.b', flowId: 'f', source: YAML };
const SAVED = { json: { ...SUITE, testCases: [{ id: 'one' }], description: null, deleted: false } };
const RUN = { action: 'run', namespace: 'a.b', id_: 'suite' };

/** A run: a failed assertion whose actual value is null, and a case that did not come to its end. */
const OUTCOME = {
  id: 'r1',
  testSuiteId: 'suite',
  namespace: 'a.b',
  flowId: 'f',
  state: 'FAILED',
  results: [
    {
      testId: 'one',
      testType: 'UnitTest',
      executionId: 'e1',
      state: 'FAILED',
      assertionResults: [{ operator: 'EQUAL_TO', expected: 'x', actual: null, isSuccess: false }],
      errors: [],
      fixtures: { inputs: { a: 1 } },
    },
    {
      testId: 'two',
      testType: 'UnitTest',
      state: 'ERROR',
      assertionResults: [],
      errors: [{ message: 'no task' }],
    },
  ],
};

describe('manage_tests run', () => {
  it.each(VERSIONS)('gives the result of each test case and the page in the UI on %s', async (version) => {
    kestra.answers({
      'POST /main/tests/a.b/suite/run': { json: OUTCOME },
      'GET /configs': { json: { version, url: 'https://kestra.example.com/' } },
    });
    const [{ fixtures: _, ...one }, two] = OUTCOME.results as [{ fixtures: unknown }, unknown];
    expect(await on(version)('manage_tests', RUN)).toEqual({
      ...OUTCOME,
      results: [one, two],
      url: 'https://kestra.example.com/ui/main/tests/a.b/suite',
    });
    expect(kestra.asked[0]).toMatchObject({ line: 'POST /main/tests/a.b/suite/run', body: '' });
    expect(kestra.asked[0]?.headers['content-type']).toBeUndefined();
  });

  it.each([
    [{ json: { version: '1.3.0' } }, '/ui/main/tests/a.b/suite'],
    [{ status: 401 }, '/ui/main/tests/a.b/suite'],
    [
      { json: { version: '1.3.0', url: 'http://h:8080/kestra/ui/' } },
      'http://h:8080/kestra/ui/main/tests/a.b/suite',
    ],
  ])('with configs %j its page is %s', async (configs, url) => {
    kestra.answers({
      'POST /main/tests/a.b/suite/run': { json: { ...OUTCOME, results: null } },
      'GET /configs': configs,
    });
    expect(await on()('manage_tests', RUN)).toMatchObject({ state: 'FAILED', results: [], url });
  });

  it('fails with what Kestra says', async () => {
    kestra.answers({ 'POST /main/tests/a.b/suite/run': { status: 404, json: { message: 'Not Found' } } });
    expect((await on()('manage_tests', RUN)).error).toContain(
      'Kestra answered 404 to POST /main/tests/a.b/suite/run: Not Found',
    );
  });
});

describe('manage_tests create', () => {
  it.each(VERSIONS)('sends the YAML on %s', async (version) => {
    kestra.answers({ 'POST /main/tests': SAVED });
    expect(await on(version)('manage_tests', { action: 'create', yaml_source: YAML })).toEqual(SUITE);
    expect(kestra.asked).toMatchObject([
      { line: 'POST /main/tests', body: YAML, headers: { 'content-type': 'application/x-yaml' } },
    ]);
  });

  it.each([
    [409, { message: 'Conflict: test already exists' }],
    [422, { message: 'Invalid entity', _embedded: { errors: [{ message: 'id: Already exists' }] } }],
  ])('updates what exists (%i %j)', async (status, json) => {
    kestra.answers({ 'POST /main/tests': { status, json }, 'PUT /main/tests/a.b/suite': SAVED });
    expect(await on()('manage_tests', { action: 'create', yaml_source: YAML })).toEqual(SUITE);
    expect(kestra.asked[1]).toMatchObject({ body: YAML, headers: { 'content-type': 'application/x-yaml' } });
  });

  it('keeps the test cases of a Kestra that gives no YAML', async () => {
    kestra.answers({
      'POST /main/tests': { json: { id: 'suite', namespace: 'a.b', testCases: [{ id: 'one' }] } },
    });
    const result = await on()('manage_tests', { action: 'create', yaml_source: YAML });
    expect(result.testCases).toEqual([{ id: 'one' }]);
  });

  it("never updates after another refusal: it is Kestra's word", async () => {
    const message = 'Invalid entity: testCases: must not be empty';
    kestra.answers({ 'POST /main/tests': { status: 422, json: { message } } });
    expect(await on()('manage_tests', { action: 'create', yaml_source: YAML })).toEqual({
      error: `Kestra answered 422 to POST /main/tests: ${message}`,
    });
    expect(kestra.lines).toEqual(['POST /main/tests']);
  });
});

describe('manage_tests delete', () => {
  it.each(VERSIONS)('names its target on %s', async (version) => {
    kestra.answers({ 'DELETE /main/tests/a.b/suite': { status: 200 } });
    expect(await on(version)('manage_tests', { ...RUN, action: 'delete' })).toEqual({
      status: 'deleted',
      namespace: 'a.b',
      id: 'suite',
    });
  });

  it('fails with what Kestra says', async () => {
    kestra.answers({ 'DELETE /main/tests/a.b/suite': { status: 403, json: { message: 'Forbidden' } } });
    expect((await on()('manage_tests', { ...RUN, action: 'delete' })).error).toContain('403');
  });
});

it.each([
  ['create', {}, 'argument "yaml_source"'],
  ['run', { namespace: 'a.b' }, 'argument "id_"'],
  ['run', { id_: 'suite' }, 'argument "namespace"'],
  ['delete', {}, 'arguments "namespace" and "id_"'],
])('manage_tests %s with %j is not sent', async (action, given, missing) => {
  expect(await on()('manage_tests', { action, ...given })).toEqual({
    error: `The action "${action}" needs the ${missing}.`,
  });
  expect(kestra.lines).toEqual([]);
});

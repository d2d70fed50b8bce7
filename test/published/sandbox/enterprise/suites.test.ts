import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isObject, objects } from '../json.js';
import { labFlow, Probe, taskOutputs, taskStates } from '../testing/probe.js';

const CORE = 'io.kestra.plugin.core';
const GREET = labFlow(
  'greet',
  `inputs:
  - {id: name, type: STRING}
tasks:
  - {id: fetch, type: ${CORE}.execution.Fail}
  - {id: greeting, type: ${CORE}.debug.Return, format: "Hello {{ inputs.name }} {{ outputs.fetch.value }}"}
`,
);
const LISTENER = labFlow(
  'listener',
  `tasks:
  - {id: log, type: ${CORE}.log.Log, message: heard}
triggers:
  - {id: any, type: ${CORE}.trigger.Flow}
`,
);

const suite = (id: string, cases: string, flow = 'greet') =>
  `id: ${id}\nnamespace: lab\nflowId: ${flow}\ntestCases:\n${cases}`;
const unit = (id: string, fixtures: string, assertions: string, rest = '') => `  - id: ${id}
    type: io.kestra.core.tests.flow.UnitTest
    ${rest}
    fixtures: ${fixtures}
    assertions: ${assertions}
`;
const MOCKED = '{inputs: {name: Ada}, tasks: [{id: fetch, outputs: {value: "from {{ inputs.name }}"}}]}';
const VALUE = 'value: "{{ outputs.greeting.value }}"';

describe.each(['ee-1.3', 'ee-2.0'] as const)('tests in %s', (mode) => {
  let probe: Probe;
  const run = async (id: string, cases: string, flow?: string) => {
    await probe.object('POST', '/tests', { yaml: suite(id, cases, flow) });
    return probe.object('POST', `/tests/lab/${id}/run`);
  };

  beforeAll(async () => {
    probe = await Probe.start({ mode });
    await probe.flows(GREET, LISTENER);
    await probe.flows(
      labFlow('waits', `tasks:\n  - {id: p, type: ${CORE}.flow.Pause}\n`),
      labFlow('other', `tasks:\n  - {id: r, type: ${CORE}.debug.Return, format: "12"}\n`),
    );
  });
  afterAll(() => probe.close());

  test('run the flow with fixtures and look at what comes of it', async () => {
    const result = await run('passes', unit('mocked', MOCKED, `[{${VALUE}, equalTo: Hello Ada from Ada}]`));
    expect(result).toMatchObject({
      id: expect.stringMatching(/^[0-9A-Za-z]{22}$/),
      testSuiteId: 'passes',
      namespace: 'lab',
      flowId: 'greet',
      state: 'SUCCESS',
      startDate: expect.any(String),
      endDate: expect.any(String),
    });
    const [first = {}] = objects(result.results);
    const answer = 'Hello Ada from Ada';
    expect(first).toMatchObject({
      testId: 'mocked',
      testType: 'io.kestra.core.tests.flow.UnitTest',
      state: 'SUCCESS',
      assertionResults: [{ operator: 'equalTo', expected: answer, actual: answer, isSuccess: true }],
      errors: [],
      fixtures: { inputs: { name: 'Ada' } },
    });
    const id = String(first.executionId);
    expect(first.url).toBe(`/ui/main/executions/lab/greet/${id}`);
    const execution = await probe.object('GET', `/executions/${id}`);
    expect(taskStates(execution)).toEqual({ fetch: 'SUCCESS', greeting: 'SUCCESS' });
    expect(execution).toMatchObject({ kind: 'TEST' });
    expect(execution).not.toHaveProperty('fixtures');
    if (mode === 'ee-1.3') expect(taskOutputs(execution, 'fetch')).toEqual({ value: 'from Ada' });
    expect(await probe.object('GET', `/tests/results/${String(result.id)}`)).toEqual(result);
    expect((await probe.send('GET', '/tests/results/none')).status).toBe(404);
    // Neither listed nor heard of.
    expect(await probe.object('GET', '/executions/search')).toMatchObject({ total: 0 });
    const tests = await probe.object('GET', '/executions/search?filters[kind][EQUALS]=TEST');
    expect(tests.total).toBeGreaterThan(0);
  });

  test('fail, err and are skipped, each for itself', async () => {
    const wrong = unit('wrong', MOCKED, `[{${VALUE}, equalTo: Bye, description: d, errorMessage: nope}]`);
    const noInput = unit('no-input', '{}', `[{${VALUE}, isNotNull: true}]`);
    const broken = unit('broken', MOCKED, '[{value: "{{ outputs. }}", isNull: true}]');
    const off = unit('off', '{}', `[{${VALUE}, isNull: true}]`, 'disabled: true');
    const { state, results } = await run('mixed', wrong + noInput + broken + off);
    expect(state).toBe('ERROR');
    expect(results).toMatchObject([
      { state: 'FAILED', assertionResults: [{ actual: 'Hello Ada from Ada', errorMessage: 'nope' }] },
      { state: 'ERROR', errors: [{ message: expect.stringContaining('Missing required input') }] },
      { state: 'ERROR', assertionResults: [] },
      { state: 'SKIPPED' },
    ]);
    const only = { json: { testCases: ['wrong'] } };
    expect(await probe.object('POST', '/tests/lab/mixed/run', only)).toMatchObject({ state: 'FAILED' });
    expect(await run('nowhere', noInput, 'none')).toMatchObject({ state: 'ERROR' });
    expect(await run('paused', noInput, 'waits')).toMatchObject({ state: 'ERROR' });
  });

  test('know every operator', async () => {
    const value = 'value: "{{ outputs.r.value }}"';
    const holds = `[{${value}, equalTo: 12, notEqualTo: 13, startsWith: "1", endsWith: "2", contains: "12",
      greaterThan: 11, greaterThanOrEqualTo: 12, lessThan: 13, lessThanOrEqualTo: 12,
      in: ["12", "13"], notIn: ["1"], isNotNull: true, isNull: false}]`;
    const fails = `[{${value}, notEqualTo: 12, greaterThan: 12, in: ["1"], isNull: true}, {value: "{{ x ?? null }}", isNull: true}]`;
    const { results } = await run('operators', unit('h', '{}', holds) + unit('f', '{}', fails), 'other');
    const verdicts = objects(results).map(({ assertionResults }) =>
      objects(assertionResults).map(({ isSuccess }) => isSuccess),
    );
    expect(verdicts).toEqual([Array.from({ length: 13 }, () => true), [false, false, false, false, true]]);
  });

  test('are created once, read, changed and deleted', async () => {
    const yaml = suite('kept', unit('c', '{}', `[{${VALUE}, isNull: true}]`));
    const created = await probe.object('POST', '/tests', { yaml });
    expect(created).toMatchObject({ id: 'kept', flowId: 'greet', source: yaml, disabled: false });
    expect(created.testCases).toMatchObject([{ id: 'c', disabled: false }]);
    expect(await probe.send('POST', '/tests', { yaml })).toMatchObject({
      status: mode === 'ee-1.3' ? 422 : 409,
      body: { [mode === 'ee-1.3' ? 'message' : 'detail']: expect.stringContaining('already exists') },
    });
    const changed = await probe.object('PUT', '/tests/lab/kept', { yaml: `description: d\n${yaml}` });
    expect(await probe.object('GET', '/tests/lab/kept')).toEqual(changed);
    const moved = yaml.replace('id: kept', 'id: other');
    expect((await probe.send('PUT', '/tests/lab/kept', { yaml: moved })).status).toBe(422);
    expect(await probe.send('DELETE', '/tests/lab/kept')).toMatchObject({ status: 200, body: '' });
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/run'],
    ])
      expect((await probe.send(method ?? '', `/tests/lab/kept${path}`)).status).toBe(404);
  });

  test('are validated without being kept', async () => {
    const broken = 'id: b\nnamespace: lab\n';
    const { constraints } = await probe.object('POST', '/tests/validate', { yaml: broken });
    expect(constraints).toBe('flowId: must not be null\ntestCases: must not be empty\n');
    expect((await probe.send('POST', '/tests', { yaml: broken })).status).toBe(422);
    const typo = suite('typo', unit('c', '{}', `[{${VALUE}, equalsTo: 1}]`));
    expect(await probe.object('POST', '/tests/validate', { yaml: typo })).toMatchObject({
      constraints: expect.stringContaining('equalsTo'),
    });
    const good = await probe.object('POST', '/tests/validate', { yaml: typo.replace('equalsTo', 'equalTo') });
    expect(isObject(good) && good.constraints).toBeUndefined();
  });

  test('are found by flat parameters in every version', async () => {
    await run('found', unit('c', '{}', '[{value: "{{ outputs.r.value }}", equalTo: 12}]'), 'other');
    const total = async (path: string) => (await probe.object('GET', path)).total;
    expect(await total('/tests/search?namespace=lab&flowId=other')).toBe(2);
    expect(await total('/tests/search?namespace=la')).toBe(0);
    expect(await total('/tests/results/search?testSuiteId=found')).toBe(1);
    expect(await total('/tests/results/search?testSuiteId=found&flowId=greet')).toBe(0);
  });
});

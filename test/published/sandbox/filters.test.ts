import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Probe } from './testing/probe.js';

const CORE = 'io.kestra.plugin.core';
const flow = (id: string, labels: string) =>
  `id: ${id}\nnamespace: lab\n${labels}tasks:\n  - {id: say, type: ${CORE}.log.Log, message: hi}\n`;

describe('filters of 2.0', () => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start({ mode: 'oss-2.0' });
    await probe.flows(flow('one', 'labels: {team: data, env: test}\n'), flow('two', ''));
    await probe.run('one');
    await probe.run('two');
  });
  afterAll(() => probe.close());

  const found = async (path: string) => (await probe.object('GET', path)).total;

  test.each([
    [
      '/flows/search?filters[nope][EQUALS]=x',
      /^.*Unsupported field 'nope'\. Expected one of: \[attemptNumber/,
    ],
    ['/flows/search?filters[namespace][LIKE]=x', /Unsupported enum value 'LIKE'\. Expected one of: \[EQUALS/],
    ['/flows/search?filters[namespace]=x', /Malformed query filter: filters\[namespace\]/],
    ['/flows/search?filters[or][0][nope][EQUALS]=x', /Unsupported field 'nope'/],
    ['/flows/search?filters[or][0][and][0][or][0][and][0][q][EQUALS]=x', /nested too deeply/],
    ['/flows/search?filters[taskId][EQUALS]=x', /Field TASK_ID is not supported for resource FLOW/],
    ['/executions/search?filters[state][CONTAINS]=RUN', /CONTAINS is not supported for field STATE/],
    [
      '/executions/search?filters[labels][IN]=a',
      /requires a label key, as in filters\[labels\]\[IN\]\[<key>\]/,
    ],
    ['/logs/search?filters[level][NOT_EQUALS]=INFO', /NOT_EQUALS is not supported for field LEVEL/],
    [
      '/triggers/search?filters[state][EQUALS]=x',
      /Supported fields are QUERY, SCOPE, .*NEXT_EXECUTION_DATE$/,
    ],
    ['/kv?filters[flowId][EQUALS]=x', /Field FLOW_ID is not supported for resource KV_METADATA/],
    ['/secrets?filters[flowId][EQUALS]=x', /resource SECRET_METADATA/],
    ['/namespaces/search?filters[flowId][EQUALS]=x', /resource NAMESPACE/],
  ] as const)('%s is refused as a whole', async (path, detail) => {
    expect(await probe.send('GET', path)).toMatchObject({
      status: 400,
      body: {
        type: 'https://kestra.io/docs/api-reference/problems/invalid-query-filters',
        detail: expect.stringMatching(detail),
      },
    });
  });

  test.each([
    ['/executions/search?filters[state][EQUALS]=GONE', 422],
    ['/executions/search?filters[timeRange][EQUALS]=2d', 422],
    ['/logs/search?filters[level][IN]=INFO,loud', 422],
    ['/logs/search?filters[startDate][LESS_THAN]=2026-01-01T00:00', 500],
  ])('a value that cannot be read fails even where nothing is found: %s', async (path, status) => {
    const query = '&filters[namespace][EQUALS]=empty';
    expect(await probe.send('GET', `${path}${query}`)).toMatchObject({ status });
  });

  test('labels are found by their key', async () => {
    const executions = '/executions/search?filters[labels]';
    expect(await found(`${executions}[EQUALS][team]=data`)).toBe(1);
    expect(await found(`${executions}[NOT_EQUALS][team]=data`)).toBe(1);
    // Kestra looks for the list as for one value.
    expect(await found(`${executions}[IN][team]=data,other`)).toBe(0);
    expect(await found('/flows/search?filters[labels][IS_NULL]=true')).toBe(1);
    expect(await found('/flows/search?filters[labels][is_not_null]=true')).toBe(1);
  });

  test('a normal execution has no kind to ask for', async () => {
    expect(await found('/executions/search')).toBe(2);
    expect(await found('/executions/search?filters[kind][EQUALS]=NORMAL')).toBe(0);
    expect(await found('/executions/search?filters[kind][NOT_EQUALS]=TEST')).toBe(0);
  });

  test('finds executions by a task, and counts none beyond the end', async () => {
    expect(await found('/executions/search?filters[taskId][EQUALS]=say')).toBe(2);
    expect(await found('/executions/search?filters[taskId][EQUALS]=sing')).toBe(0);
    expect(await found('/executions/search?page=3&size=5')).toBe(0);
    expect(await found('/flows/search?page=3&size=5')).toBe(2);
  });
});

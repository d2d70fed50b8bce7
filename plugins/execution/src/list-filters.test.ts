import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const SEARCH = 'GET /main/executions/search';
const list = (given: object = {}, version?: string) =>
  callPlugin(plugin, kestra, version)('list_executions', { start_date: '2026-11-27T18:00Z', ...given });
const execution = (current: string, labels: object = {}) => ({
  ...{ id: current, namespace: 'a', flowId: 'f', state: { current } },
  labels: Object.entries(labels).map(([key, value]) => ({ key, value })),
});
const answers = (...results: object[]) =>
  kestra.answers({ [SEARCH]: { json: { results, total: results.length } } });
const conditions = () =>
  (kestra.lines[0] ?? '')
    .split('&')
    .slice(3)
    .filter((part) => !part.includes('startDate'));

describe.each([
  ['0.23', ['state=FAILED', 'state=WARNING']],
  ['1.3', ['filters[state][IN]=FAILED,WARNING']],
  ['2.0', ['filters[state][IN]=FAILED,WARNING']],
])('what failed last night, on %s', (version, wanted) => {
  it.each([[['FAILED', 'WARNING']], [['failed', 'Warning']], ['failed, warning'], ['FAILED,WARNING,']])(
    'of all namespaces, for %j',
    async (state) => {
      answers(execution('FAILED'), execution('WARNING'));
      expect(await list({ state }, version)).toMatchObject({ total: 2, results: [{}, {}] });
      expect(conditions()).toEqual(wanted);
    },
  );

  it.each(['', ',', []])('all states, for %j', async (state) => {
    answers(execution('RUNNING'));
    expect(await list({ state }, version)).toMatchObject({ total: 1 });
    expect(conditions()).toEqual([]);
  });

  it('never what a server that does not heed the state answers', async () => {
    answers(execution('FAILED'), execution('SUCCESS'));
    expect((await list({ state: 'FAILED' }, version)).error).toContain('but returned others as well.');
  });
});

describe.each(['0.23', '1.3', '2.0'])('labels on %s', (version) => {
  it.each([
    [{ team: 'data', n: 3 }],
    [['team:data', 'n:3']],
    [
      [
        { key: 'team', value: 'data' },
        { key: 'n', value: 3 },
      ],
    ],
    [['team: data', { key: 'n', value: '3' }]],
  ])('are all wanted: %j', async (labels) => {
    answers(execution('SUCCESS', { n: '3', team: 'data' }));
    expect(await list({ labels, namespace: 'a' }, version)).toMatchObject({ total: 1 });
    expect(conditions()).toEqual(
      version === '0.23'
        ? ['namespace=a', 'labels=team:data', 'labels=n:3']
        : [
            'filters[namespace][PREFIX]=a',
            'filters[labels][EQUALS][team]=data',
            'filters[labels][EQUALS][n]=3',
          ],
    );
  });

  it('may have colons in their values', async () => {
    answers(execution('SUCCESS', { url: 'http://x:8080' }));
    await list({ labels: ['url:http://x:8080'] }, version);
    expect(conditions()).toEqual([
      version === '0.23' ? 'labels=url:http://x:8080' : 'filters[labels][EQUALS][url]=http://x:8080',
    ]);
  });

  it.each([{}, [], null])('are none for %j', async (labels) => {
    answers(execution('SUCCESS'));
    expect(await list({ labels }, version)).toMatchObject({ total: 1 });
    expect(conditions()).toEqual([]);
  });
});

it('a comma in a label is refused where it would end the label, and meant elsewhere', async () => {
  expect((await list({ labels: { a: 'x,y' } }, '0.23')).error).toBe(
    'Kestra cannot filter by the label "a:x,y".\nOmit it, and check the labels in the result.',
  );
  expect(kestra.lines).toEqual([]);
  answers(execution('SUCCESS', { a: 'x,y' }));
  expect(await list({ labels: ['a:x,y'] }, '2.0')).toMatchObject({ total: 1 });
  expect(conditions()).toEqual(['filters[labels][EQUALS][a]=x,y']);
});

it.each([
  [
    { state: 'BROKEN' },
    /^The argument "state" is not valid: each must be one of CREATED, .*SKIPPED\. It is "BROKEN"\./,
  ],
  [{ state: 5 }, /^The argument "state" is not valid/],
  [{ labels: ['team'] }, /^The argument "labels" is not valid: must be a map, .*"key:value"/],
  [{ labels: ['a:1', 'a:2'] }, /^The argument "labels" is not valid: the key "a" must have only one value/],
  [{ labels: { a: { b: 1 } } }, /^The argument "labels" is not valid: the value of "a" must be a string/],
])('nothing is sent for %j', async (given, error) => {
  expect((await list(given)).error).toMatch(error);
  expect(kestra.lines).toEqual([]);
});

it.each([
  ['1.3', '1.3-oss-authoring', 'search executions: state FAILED', { state: 'failed' }],
  ['2.0', '2.0-oss', 'search executions, label filter', { labels: ['env:test'] }],
] as const)('what a real Kestra %s answers is listed', async (version, file, name, given) => {
  kestra.answers({ [SEARCH]: recorded(name, file) });
  const { results } = await list({ ...given, count: 1 }, version);
  expect(results).toMatchObject([{ id: expect.any(String), state: { current: expect.any(String) } }]);
});

import { describe, expect, it } from '@jest/globals';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { describeError } from '../../foundation/errors.js';
import { KestraClient } from '../client.js';
import type { ExecutionSearch } from './execution-reads.js';

const kestra = useKestra();
const SEARCH = 'GET /main/executions/search';
const search = (version: string, asked: Partial<ExecutionSearch>) =>
  new KestraClient(kestra.settings(version)).executions.search({ page: 1, size: 5, ...asked });
const row = (current: string, labels: Record<string, unknown> = {}) => ({
  ...{ id: 'e', namespace: 'a', flowId: 'f', state: { current } },
  labels: Object.entries(labels).map(([key, value]) => ({ key, value })),
});
const answers = (...results: object[]) => kestra.answers({ [SEARCH]: { json: { results, total: 7 } } });
const asked = () => kestra.lines[0]?.replace(`${SEARCH}?page=1&size=5&sort=state.startDate:desc`, '');

describe.each(['0.23', '0.24', '1.3', '2.0'])('a search for executions on %s', (version) => {
  const flat = version === '0.23';

  it('may be for one state or for several', async () => {
    answers(row('KILLED'));
    expect((await search(version, { state: 'KILLED' })).results).toEqual([row('KILLED')]);
    expect(asked()).toBe(flat ? '&state=KILLED' : '&filters[state][EQUALS]=KILLED');
    answers(row('KILLED'), row('PAUSED'));
    await search(version, { state: ['PAUSED', 'KILLED'] });
    expect(asked()).toBe(flat ? '&state=PAUSED&state=KILLED' : '&filters[state][IN]=PAUSED,KILLED');
    answers(row('RUNNING'));
    await search(version, { state: [] });
    expect(asked()).toBe('');
  });

  it('may be for labels, each of them', async () => {
    const labels = { env: 'test', url: 'a:b c' };
    answers(row('SUCCESS', { ...labels, more: 1 }));
    await search(version, { labels });
    expect(asked()).toBe(
      flat
        ? '&labels=env:test&labels=url:a:b c'
        : '&filters[labels][EQUALS][env]=test&filters[labels][EQUALS][url]=a:b c',
    );
  });

  it('with an end alone is from the beginning', async () => {
    answers();
    await search(version, { endDate: '2026-06-01T00:00:00Z' });
    expect(asked()).toMatch(/startDate.*=1970-01-01T00:00:00Z&.*endDate.*=2026-06-01T00:00:00Z$/);
  });

  it.each([
    [{ state: ['FAILED', 'KILLED'] }, row('SUCCESS'), 'in state FAILED or KILLED'],
    [{ labels: { env: 'test' } }, row('FAILED', { env: 'prod' }), 'with the label env:test'],
    [
      { state: 'FAILED', labels: { env: 'test' } },
      { ...row('FAILED'), labels: undefined },
      'in state FAILED, with the label env:test',
    ],
  ])('is an error where others come as well: %j', async (wanted, other, said) => {
    answers(row('FAILED', { env: 'test' }), other);
    expect(await search(version, wanted).catch(describeError)).toBe(
      `Kestra was asked for executions ${said}, but returned others as well.\n` +
        'It ignores the filter. List executions without it, and check the states and labels in the result.',
    );
  });
});

describe.each([
  ['1.3', '1.3-oss-authoring', 'search executions: state FAILED', { state: 'FAILED' }],
  ['1.3', '1.3-oss-authoring', 'executions in state QUEUED or RUNNING', { state: ['QUEUED', 'RUNNING'] }],
  [
    '1.3',
    '1.3-oss-authoring',
    'search executions: label, two keys',
    { labels: { env: 'test', team: 'data' } },
  ],
  ['2.0', '2.0-oss', 'search executions, label filter', { labels: { env: 'test' } }],
] as const)('what a real Kestra %s answered', (version, file, name, wanted) => {
  it(`is taken: ${file}, ${name}`, async () => {
    kestra.answers({ [SEARCH]: recorded(name, file) });
    expect(await search(version, wanted)).toEqual(recordedJson(name, file));
  });
});

it('a real Kestra 2.0 that was asked in the old grammar is found out', async () => {
  kestra.answers({ [SEARCH]: recorded('search executions, old params beside filters', '2.0-oss') });
  await expect(search('2.0', { flowId: 'hello', state: 'FAILED' })).rejects.toThrow(
    'Kestra was asked for executions in state FAILED, but returned others as well.',
  );
});

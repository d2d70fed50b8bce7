import { describe, expect, it } from '@jest/globals';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';
import type { LogEntry } from '../types.js';
import { NotFoundError } from '../wire/errors.js';

const VERSIONS = ['0.23', '0.24', '1.3', '2.0'] as const;
const kestra = useKestra();
const logs = (version: string = '1.3') => new KestraClient(kestra.settings(version)).logs;
const FILTER = { minLevel: 'WARN', taskRunId: 'r1', taskId: 't', attempt: 0 };
const FLAT = '?minLevel=WARN&taskRunId=r1&taskId=t&attempt=0';
const FILTERS =
  '?filters[level][GREATER_THAN_OR_EQUAL_TO]=WARN&filters[taskRunId][EQUALS]=r1' +
  '&filters[taskId][EQUALS]=t&filters[attemptNumber][EQUALS]=0';

async function followed(version: string, minLevel?: string): Promise<LogEntry[]> {
  const lines: LogEntry[] = [];
  const { signal } = new AbortController();
  for await (const line of logs(version).follow('e1', minLevel, signal)) lines.push(line);
  return lines;
}

describe.each(VERSIONS)('on %s', (version) => {
  const query = version === '2.0' ? FILTERS : FLAT;

  it('the lines of one execution are filtered in the grammar of that route', async () => {
    kestra.answers({
      'GET /main/logs/e1': recorded('logs of failed execution'),
      'GET /main/logs/e1/download': recorded('download logs'),
    });
    expect(await logs(version).list('e1', FILTER)).toEqual(recordedJson('logs of failed execution'));
    expect(await logs(version).download('e1', FILTER)).toBe(recorded('download logs').text);
    await logs(version).list('e1', {});
    expect(kestra.lines).toEqual([
      `GET /main/logs/e1${query}`,
      `GET /main/logs/e1/download${query}`,
      'GET /main/logs/e1',
    ]);
  });

  it('so is the stream of them, whose first event is none', async () => {
    const { text = '' } = recorded('follow logs of a finished execution');
    const stream = { text: `${text}\n`, headers: { 'content-type': 'text/event-stream' } };
    kestra.answers({ 'GET /main/logs/e1/follow': stream });
    expect(await followed(version, 'INFO')).toMatchObject([
      { level: 'INFO', message: 'Hello Ada' },
      { level: 'DEBUG', taskId: 'out' },
    ]);
    expect(await followed(version)).toHaveLength(2);
    const level = version === '2.0' ? 'filters[level][GREATER_THAN_OR_EQUAL_TO]' : 'minLevel';
    expect(kestra.lines).toEqual([`GET /main/logs/e1/follow?${level}=INFO`, 'GET /main/logs/e1/follow']);
  });

  it('a search is in the grammar of searches, with the operator for levels of its version', async () => {
    kestra.answers({ 'GET /main/logs/search': recorded('search logs, filters') });
    const asked = {
      q: 'oh no',
      namespace: 'a',
      flowId: 'b',
      minLevel: 'ERROR',
      startDate: '2026-01-01T00:00:00Z',
      endDate: '2026-01-02T00:00:00Z',
    };
    expect(await logs(version).search({ ...asked, page: 2, size: 9 })).toEqual(
      recordedJson('search logs, filters'),
    );
    const operator = version === '2.0' ? 'GREATER_THAN_OR_EQUAL_TO' : 'EQUALS';
    const conditions =
      version === '0.23'
        ? '&q=oh no&namespace=a&flowId=b&minLevel=ERROR' +
          '&startDate=2026-01-01T00:00:00Z&endDate=2026-01-02T00:00:00Z'
        : '&filters[q][EQUALS]=oh no&filters[namespace][PREFIX]=a&filters[flowId][EQUALS]=b' +
          `&filters[level][${operator}]=ERROR` +
          '&filters[startDate][GREATER_THAN_OR_EQUAL_TO]=2026-01-01T00:00:00Z' +
          '&filters[endDate][LESS_THAN_OR_EQUAL_TO]=2026-01-02T00:00:00Z';
    expect(kestra.lines).toEqual([`GET /main/logs/search?page=2&size=9&sort=timestamp:desc${conditions}`]);
  });

  it('a search with an end alone is from the beginning, not from the start that Kestra would take', async () => {
    kestra.answers({ 'GET /main/logs/search': { json: { results: [] } } });
    await logs(version).search({ endDate: '2026-05-01T00:00:00Z', page: 1, size: 9 });
    const [start, end] =
      version === '0.23'
        ? ['startDate', 'endDate']
        : ['filters[startDate][GREATER_THAN_OR_EQUAL_TO]', 'filters[endDate][LESS_THAN_OR_EQUAL_TO]'];
    expect(kestra.lines[0]?.split('&').slice(3)).toEqual([
      `${start}=1970-01-01T00:00:00Z`,
      `${end}=2026-05-01T00:00:00Z`,
    ]);
  });

  it('deletions have flat parameters, by the execution and by the flow', async () => {
    kestra.answers({
      'DELETE /main/logs/e1': recorded('delete logs'),
      'DELETE /main/logs/a/b': recorded('delete logs of a flow'),
    });
    await logs(version).delete('e1', FILTER);
    await logs(version).deleteOfFlow('a', 'b', 'hourly');
    await logs(version).deleteOfFlow('a', 'b');
    expect(kestra.lines).toEqual([
      `DELETE /main/logs/e1${FLAT}`,
      'DELETE /main/logs/a/b?triggerId=hourly',
      'DELETE /main/logs/a/b',
    ]);
  });
});

describe('the lines of an execution', () => {
  it('cannot be followed where Kestra refuses', async () => {
    kestra.answers({ 'GET /main/logs/e1/follow': { status: 404, json: { message: 'No such execution' } } });
    const failure = followed('1.3');
    await expect(failure).rejects.toBeInstanceOf(NotFoundError);
    await expect(failure).rejects.toThrow(
      'Kestra answered 404 to GET /main/logs/e1/follow: No such execution',
    );
  });
});

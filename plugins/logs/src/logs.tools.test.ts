import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const on = (version?: string) => callPlugin(plugin, kestra, version);
const LINE = {
  namespace: 'rec.demo',
  flowId: 'hello',
  taskId: 'hello',
  executionId: 'e1',
  taskRunId: 'r1',
  attemptNumber: 0,
  timestamp: '2026-11-22T18:45:01.615355Z',
  level: 'INFO',
  message: 'Hello Ada',
};
/** What its execution does not say of it. */
const {
  executionId: _,
  namespace: __,
  flowId: ___,
  ...OWN
} = { ...LINE, timestamp: '2026-11-22T18:45:01.615Z' };
const RAW = { ...LINE, thread: 'worker_0', triggerId: null };
const GIVEN = { execution_id: 'e1', min_level: 'WARN', task_run_id: 'r1', task_id: 't', attempt: 1 };
const UNKNOWN = { status: 404, json: { message: "Not Found: Execution 'e1' not found." } };
const error404 =
  "Kestra answered 404 to GET /main/executions/e1: Not Found: Execution 'e1' not found.\n" +
  'Check the id: list executions to find it.';
const BOUND = 40_000;
/** Lines of about 1,000 characters each, more than one answer holds. */
const MANY = Array.from({ length: 300 }, (_, n) => ({ ...LINE, message: `${n} ${'x'.repeat(800)}` }));
const NARROW = 'narrow it with task_id, task_run_id, attempt or min_level.';

describe('get_execution_logs', () => {
  it('gives the lines, without what is empty or said of all', async () => {
    kestra.answers({ 'GET /main/logs/e1': { json: [RAW] } });
    expect(await on()('get_execution_logs', { execution_id: 'e1' })).toEqual({ results: [OWN] });
    expect(kestra.lines).toEqual(['GET /main/logs/e1']);
  });

  it.each([
    ['1.3', '?minLevel=WARN&taskRunId=r1&taskId=t&attempt=1'],
    [
      '2.0',
      '?filters[level][GREATER_THAN_OR_EQUAL_TO]=WARN&filters[taskRunId][EQUALS]=r1' +
        '&filters[taskId][EQUALS]=t&filters[attemptNumber][EQUALS]=1',
    ],
  ])('asks for those that are wanted on %s', async (version, query) => {
    kestra.answers({ 'GET /main/logs/e1': { json: [RAW] } });
    await on(version)('get_execution_logs', GIVEN);
    expect(kestra.lines).toEqual([`GET /main/logs/e1${query}`]);
  });

  it('keeps the newest when there are too many, and reads older ones when asked', async () => {
    kestra.answers({ 'GET /main/logs/e1': { json: MANY } });
    const seen: { message: string }[] = [];
    let skip: number | undefined = 0;
    while (skip !== undefined) {
      const answer = await on()('get_execution_logs', { execution_id: 'e1', skip });
      expect(JSON.stringify(answer).length).toBeLessThanOrEqual(BOUND);
      expect(answer.total).toBe(300);
      const kept = answer.results as typeof seen;
      seen.unshift(...kept);
      const left = 300 - seen.length;
      if (left > 0) {
        const [go, older] = [`Repeat the call with skip ${seen.length}`, `${left} older lines are left out`];
        expect(answer.next).toBe(`${older}. ${go} to read the next older ones, or ${NARROW}`);
      }
      skip = left > 0 ? seen.length : undefined;
    }
    expect(seen.map(({ message }) => message)).toEqual(MANY.map(({ message }) => message));
  });

  it('tells an execution without lines from one that does not exist', async () => {
    const found = { json: { id: 'e1', state: { current: 'CREATED' } } };
    kestra.answers({
      'GET /main/logs/e1': recorded('logs, unknown execution'),
      'GET /main/executions/e1': [found, UNKNOWN],
    });
    expect(await on()('get_execution_logs', { execution_id: 'e1' })).toEqual({ results: [] });
    expect(await on()('get_execution_logs', { execution_id: 'e1' })).toEqual({ error: error404 });
  });

  it('names the tasks that have run, for one that has not', async () => {
    const taskRunList = [{ taskId: 'load' }, { taskId: 'save' }, { taskId: 'load' }];
    kestra.answers({
      'GET /main/logs/e1': { json: [] },
      'GET /main/executions/e1': { json: { id: 'e1', state: { current: 'SUCCESS' }, taskRunList } },
    });
    const next =
      'No task "laod" has run in this execution. Did you mean "load"? Tasks that have run: load, save.';
    const asked = { execution_id: 'e1', task_id: 'laod' };
    expect(await on()('get_execution_logs', asked)).toEqual({ results: [], next });
    const known = { ...asked, task_id: 'load' };
    expect(await on()('get_execution_logs', known)).toEqual({ results: [] });
  });

  it('names no tasks where Kestra returns null for no task runs', async () => {
    kestra.answers({
      'GET /main/logs/e1': { json: [] },
      'GET /main/executions/e1': { json: { id: 'e1', state: { current: 'CREATED' }, taskRunList: null } },
    });
    expect(await on()('get_execution_logs', { execution_id: 'e1', task_id: 'load' })).toEqual({
      results: [],
    });
  });

  it.each([
    [{ execution_id: 'e1', min_level: 'LOUD' }, 'Allowed: ERROR, WARN, INFO, DEBUG, TRACE.'],
    [{ execution_id: 'e1', attempt: -1 }, 'The argument "attempt" is not valid'],
    [{}, 'The argument "execution_id" is missing.'],
  ])('sends nothing for %j', async (given, error) => {
    expect(await on()('get_execution_logs', given)).toEqual({ error: expect.stringContaining(error) });
    expect(kestra.lines).toEqual([]);
  });
});

describe('download_execution_logs', () => {
  it.each([
    ['1.3', '?minLevel=WARN&taskRunId=r1&taskId=t&attempt=1'],
    [
      '2.0',
      '?filters[level][GREATER_THAN_OR_EQUAL_TO]=WARN&filters[taskRunId][EQUALS]=r1' +
        '&filters[taskId][EQUALS]=t&filters[attemptNumber][EQUALS]=1',
    ],
  ])('gives them as text on %s', async (version, query) => {
    kestra.answers({ 'GET /main/logs/e1/download': recorded('download logs') });
    expect(await on(version)('download_execution_logs', GIVEN)).toEqual({
      result: String(recorded('download logs').text).replace(/(\.\d{3})\d+Z/g, '$1Z'),
    });
    expect(kestra.lines).toEqual([`GET /main/logs/e1/download${query}`]);
  });

  it('keeps the newest when there are too many, and reads what is before when asked', async () => {
    const lines = MANY.map(({ message }) => `t INFO ${message}\n`);
    kestra.answers({ 'GET /main/logs/e1/download': { text: lines.join('') } });
    const first = await on()('download_execution_logs', { execution_id: 'e1' });
    const kept = String(first.result).split('\n').length - 1;
    expect(first.result).toBe(lines.slice(-kept).join(''));
    expect(kept).toBeGreaterThan(40);
    const until = lines.join('').length - String(first.result).length;
    const go = `Repeat the call with until ${until} to read what comes before`;
    expect(first.next).toBe(`${300 - kept} older lines are left out. ${go}, or ${NARROW}`);
    const { result } = await on()('download_execution_logs', { execution_id: 'e1', until });
    expect(lines.join('').slice(0, until).endsWith(String(result))).toBe(true);
    expect(JSON.stringify(result).length).toBeLessThanOrEqual(BOUND);
  });

  it('fails for an execution that does not exist', async () => {
    kestra.answers({ 'GET /main/logs/e1/download': { text: '' }, 'GET /main/executions/e1': UNKNOWN });
    expect(await on()('download_execution_logs', { execution_id: 'e1' })).toEqual({ error: error404 });
  });
});

describe('delete_execution_logs', () => {
  it.each(['0.24', '1.3', '2.0'])('deletes all, or those that match, on %s', async (version) => {
    kestra.answers({ 'DELETE /main/logs/e1': recorded('delete logs') });
    const call = on(version);
    expect(await call('delete_execution_logs', { execution_id: 'e1' })).toEqual({ status: 'deleted' });
    expect(await call('delete_execution_logs', { ...GIVEN, attempt: 0 })).toEqual({ status: 'deleted' });
    expect(kestra.lines).toEqual([
      'DELETE /main/logs/e1',
      'DELETE /main/logs/e1?minLevel=WARN&taskRunId=r1&taskId=t&attempt=0',
    ]);
  });

  it.each([
    [{ execution_id: null }, 'The argument "execution_id" is not valid'],
    [{ execution_id: 'e1', task_id: '' }, 'The argument "task_id" is not valid'],
    [{ execution_id: 'e1', task_id: ' \n' }, 'must not be blank'],
    [{ execution_id: 'e1', min_level: '' }, 'The argument "min_level" cannot be ""'],
    [{ execution_id: 'e1', taskId: 't' }, 'There is no argument "taskId". Did you mean "task_id"?'],
  ])('sends nothing for %j', async (given, error) => {
    expect(await on()('delete_execution_logs', given)).toEqual({ error: expect.stringContaining(error) });
    expect(kestra.lines).toEqual([]);
  });

  it('fails with what Kestra says', async () => {
    kestra.answers({ 'DELETE /main/logs/e1': { status: 403 } });
    expect((await on()('delete_execution_logs', { execution_id: 'e1' })).error).toContain(
      'Kestra answered 403 to DELETE /main/logs/e1.',
    );
  });
});

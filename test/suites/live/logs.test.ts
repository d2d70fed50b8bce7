import { beforeAll, expect, it } from '@jest/globals';
import { until } from '../../support/until.js';
import { FAILING, HELLO, SLEEPING } from './bodies.js';
import { describeLive, isReal, rows } from './target.js';

const UNKNOWN = '0000000000000000000000';

const SLOW = `
tasks:
  - id: first
    type: io.kestra.plugin.core.log.Log
    message: it begins
  - id: sleep
    type: io.kestra.plugin.core.flow.Sleep
    duration: PT3S
  - id: last
    type: io.kestra.plugin.core.log.Log
    level: WARN
    message: it ends`;

describeLive('logs', (live) => {
  let id = '';

  beforeAll(async () => {
    await live.flows({ failing: FAILING, hello: HELLO, slow: SLOW, sleeping: SLEEPING });
    id = String((await live.run('failing')).id);
  });

  const messages = async (tool: string, args: object) =>
    rows(await live.ok(tool, { execution_id: id, ...args })).map(({ message }) => message);

  /** Kestra stores lines a little after they are written. */
  const stored = () =>
    until(async () => {
      const found = await messages('get_execution_logs', {});
      return found.includes('hello') && found.includes('broken on purpose') ? found : undefined;
    });

  it('get_execution_logs gives the lines, oldest first', async () => {
    const found = await stored();
    expect(found.indexOf('hello')).toBeLessThan(found.indexOf('broken on purpose'));
    const [line] = rows(await live.ok('get_execution_logs', { execution_id: id }));
    expect(line).toMatchObject({ taskId: 'hello', level: 'INFO', message: 'hello' });
    for (const said of ['executionId', 'flowId', 'namespace', 'thread'])
      expect(line).not.toHaveProperty(said);
  });

  it('get_execution_logs shows stack traces when asked for their level', async () => {
    const found = await stored();
    expect(found.join('')).not.toContain('\tat ');
    const all = await messages('get_execution_logs', { min_level: 'TRACE' });
    expect(all).toEqual(expect.arrayContaining(found));
    // The sandbox does not run Java, so it has no stack traces.
    if (isReal) expect(all.join('')).toContain('\tat ');
  });

  it('get_execution_logs passes over newer lines', async () => {
    const found = await stored();
    expect(await messages('get_execution_logs', { skip: found.length - 1 })).toEqual(found.slice(0, 1));
    expect(await messages('get_execution_logs', { skip: found.length })).toEqual([]);
  });

  it('get_execution_logs narrows by level and task', async () => {
    await stored();
    expect(await messages('get_execution_logs', { min_level: 'ERROR' })).not.toContain('hello');
    expect(await messages('get_execution_logs', { min_level: 'INFO' })).toContain('hello');
    expect(await messages('get_execution_logs', { task_id: 'hello' })).toEqual(['hello']);
    expect(await messages('get_execution_logs', { task_id: 'hello', attempt: 0, min_level: null })).toEqual([
      'hello',
    ]);
  });

  it('get_execution_logs refuses an unknown execution, and a level that is none', async () => {
    expect(await live.failed('get_execution_logs', { execution_id: UNKNOWN })).toContain('404');
    const text = await live.failed('get_execution_logs', { execution_id: id, min_level: 'LOUD' });
    expect(text).toContain('Allowed: ERROR, WARN, INFO, DEBUG, TRACE.');
  });

  it('download_execution_logs gives them as text', async () => {
    await stored();
    const { result } = await live.ok('download_execution_logs', { execution_id: id, min_level: 'INFO' });
    expect(result).toMatch(/^\d{4}-\d\d-\d\dT\S+ INFO hello$/m);
    expect(await live.failed('download_execution_logs', { execution_id: UNKNOWN })).toContain('404');
  });

  it('search_logs finds lines by text, level and flow', async () => {
    await stored();
    const { namespace } = live;
    const search = (args: object) =>
      until(async () => {
        const found = await live.ok('search_logs', { namespace, ...args });
        return rows(found).length > 0 ? found : undefined;
      });
    expect(rows(await search({ query: 'purpose', min_level: 'ERROR' }))[0]).toMatchObject({
      flowId: 'failing',
      level: 'ERROR',
    });
    const errors = await search({
      flow_id: 'failing',
      min_level: 'ERROR',
      start_date: '2020-01-01T00:00:00Z',
    });
    expect(new Set(rows(errors).map(({ level }) => level))).toEqual(new Set(['ERROR']));
    expect(rows(await live.ok('search_logs', { namespace, query: 'nothing-says-this' }))).toEqual([]);
    expect(await live.failed('search_logs', { namespace, flow_id: 'failng' })).toContain('"failing"');
    const today = new Date().toISOString().slice(0, 10);
    expect(rows(await search({ end_date: today }))).not.toEqual([]);
    expect(rows(await search({ start_date: `${today} 00:00`, end_date: today }))).not.toEqual([]);
    expect(rows(await live.ok('search_logs', { namespace, end_date: '2001-12-31' }))).toEqual([]);
    expect(rows(await live.ok('search_logs', { namespace, size: 1 }))).toHaveLength(1);
    expect(await live.failed('search_logs', { namespace, page: -1 })).toContain('"page"');
  });

  it('follow_execution_logs tells each line and ends with the execution', async () => {
    const execution_id = await live.launch('slow');
    const told: string[] = [];
    const result = await live.client.callTool(
      { name: 'follow_execution_logs', arguments: { execution_id } },
      { onprogress: ({ message = '' }) => void told.push(message) },
    );
    const { results, state } = result.structuredContent as { results: { message: string }[]; state: string };
    expect(state).toBe('SUCCESS');
    const lines = results.map(({ message }) => message).filter((message) => message.startsWith('it '));
    expect(lines).toEqual(['it begins', 'it ends']);
    expect(told.filter((line) => line.endsWith('INFO it begins'))).toHaveLength(1);
  });

  it('follow_execution_logs stops when the time is up, and says how to go on', async () => {
    const execution_id = await live.launch('sleeping');
    const followed = await live.ok('follow_execution_logs', { execution_id, timeout: 1 });
    expect(followed).toMatchObject({ next: expect.stringContaining('follow_execution_logs again') });
    await live.manage('kill', execution_id);
    expect(await live.failed('follow_execution_logs', { execution_id: UNKNOWN })).toContain('404');
  });

  it('delete_execution_logs takes them away, again and again', async () => {
    const execution_id = String((await live.run('hello')).id);
    const left = async () => rows(await live.ok('get_execution_logs', { execution_id })).length;
    await until(async () => ((await left()) > 0 ? true : undefined));
    expect(await live.ok('delete_execution_logs', { execution_id })).toEqual({ status: 'deleted' });
    expect(await left()).toBe(0);
    expect(await live.ok('delete_execution_logs', { execution_id })).toEqual({ status: 'deleted' });
    expect(await live.failed('delete_execution_logs', {})).toContain('"execution_id" is missing');
  });

  it('delete_flow_logs takes away those of all executions of a flow', async () => {
    const { namespace } = live;
    await stored();
    expect(await live.ok('delete_flow_logs', { namespace, flow_id: 'failing' })).toEqual({
      status: 'deleted',
    });
    expect(await messages('get_execution_logs', {})).toEqual([]);
    expect(await live.failed('delete_flow_logs', { namespace })).toContain('"flow_id" is missing');
  });
});

import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { KestraClient } from '@kestra-mcp/core';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { type Reply, useKestra } from '../../../test/support/kestra/use-kestra.js';
import { useOwnTime } from '../../../test/support/own-time.js';
import { followLogs } from './follow.js';
import plugin from './index.js';

const kestra = useKestra();
const time = useOwnTime();
const GIVEN = { execution_id: 'e1', min_level: undefined, timeout: 4 };
const START = 'id: start\ndata: {"attemptNumber":null}\n\n';
const line = (message: string, level = 'INFO') => ({ timestamp: 't', level, message });
const event = (sent: object) => `id: progress\ndata: ${JSON.stringify(sent)}\n\n`;
const looks = () => kestra.lines.filter((asked) => asked === 'GET /main/executions/e1').length;

/** A stream of Kestra's: it writes this and stays open. */
function stream(...text: string[]): Reply {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(START + text.join(''));
    return undefined;
  };
}

/** An execution in this state at each look, the last one for ever. */
const states = (...states: [string, ...string[]]): [Reply, ...Reply[]] => {
  const [first, ...rest] = states.map((current) => ({ json: { id: 'e1', state: { current } } }));
  return [first ?? { status: 501 }, ...rest];
};

/** What a client is told: each line twice. */
function listener() {
  const told: unknown[][] = [];
  const context = {
    answerChars: 40_000,
    signal: new AbortController().signal,
    progress: async (...given: unknown[]) => void told.push(['progress', ...given]),
    log: async (...given: unknown[]) => void told.push(['log', ...given]),
  };
  return { told, context };
}

/** Follows, and keeps what the client was told meanwhile. */
function follow(asked: Partial<typeof GIVEN> = {}, version = '1.3') {
  const { told, context } = listener();
  const client = new KestraClient(kestra.settings(version));
  const result = followLogs(client, { ...GIVEN, ...asked }, context);
  /** Lets time go on when so many lines have been told. */
  const after = (lines: number) => time.passes(result, () => told.length >= 2 * lines);
  return { told, result, after };
}

describe('follow_execution_logs', () => {
  it.each([
    ['0.24', 'minLevel=INFO'],
    ['1.3', 'minLevel=INFO'],
    ['2.0', 'filters[level][GREATER_THAN_OR_EQUAL_TO]=INFO'],
  ])('ends with the execution, though the stream stays open, on %s', async (version, query) => {
    const { text = '' } = recorded('follow logs of a finished execution');
    kestra.answers({
      'GET /main/executions/e1': states('RUNNING', 'SUCCESS'),
      'GET /main/logs/e1/follow': stream(text.replace(/^id: start.*\n\n/, ''), '\n'),
    });
    const given = { execution_id: 'e1', min_level: 'INFO', timeout: 4 };
    const { told, context } = listener();
    const followed = callPlugin(plugin, kestra, version)('follow_execution_logs', given, context);
    expect(await time.passes(followed, () => told.length >= 4)).toEqual({
      results: [
        expect.objectContaining({ level: 'INFO', message: 'Hello Ada', taskId: 'hello' }),
        expect.objectContaining({ level: 'DEBUG', taskId: 'out' }),
      ],
      state: 'SUCCESS',
    });
    expect(kestra.lines).toEqual([
      'GET /main/executions/e1',
      `GET /main/logs/e1/follow?${query}`,
      'GET /main/executions/e1',
    ]);
  });

  it('tells each line at once, as progress and as a log message', async () => {
    const sent = ['ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'].map((level) => event(line(level, level)));
    kestra.answers({
      'GET /main/executions/e1': states('RUNNING', 'FAILED'),
      'GET /main/logs/e1/follow': stream(...sent),
    });
    const { told, after } = follow();
    expect(await after(5)).toMatchObject({ state: 'FAILED', results: [{ level: 'ERROR' }, {}, {}, {}, {}] });
    expect(told).toEqual([
      ['progress', 't ERROR ERROR', 1],
      ['log', 'error', 't ERROR ERROR'],
      ['progress', 't WARN WARN', 2],
      ['log', 'warning', 't WARN WARN'],
      ['progress', 't INFO INFO', 3],
      ['log', 'info', 't INFO INFO'],
      ['progress', 't DEBUG DEBUG', 4],
      ['log', 'debug', 't DEBUG DEBUG'],
      ['progress', 't TRACE TRACE', 5],
      ['log', 'debug', 't TRACE TRACE'],
    ]);
  });

  it('ends at its timeout with what it has seen, and says how to go on', async () => {
    kestra.answers({
      'GET /main/executions/e1': states('RUNNING'),
      'GET /main/logs/e1/follow': stream(event(line('one'))),
    });
    expect(await follow({ timeout: 1 }).after(1)).toEqual({
      results: [line('one')],
      state: 'RUNNING',
      next: 'The execution has not ended after 1 s. Call follow_execution_logs again.',
    });
  });

  it('says of a paused one what lets it go on', async () => {
    kestra.answers({
      'GET /main/executions/e1': states('PAUSED'),
      'GET /main/logs/e1/follow': stream(event(line('one'))),
    });
    expect(await follow({ timeout: 1 }).after(1)).toMatchObject({
      state: 'PAUSED',
      next: 'The execution is paused. Call resume_execution to resume it, then follow_execution_logs again.',
    });
  });

  it('gives the lines of an execution that has ended before', async () => {
    kestra.answers({
      'GET /main/executions/e1': states('WARNING'),
      'GET /main/logs/e1/follow': stream(event(line('one')), event({ ...line('two'), thread: 'w' })),
    });
    expect(await follow().after(2)).toEqual({
      results: [line('one'), line('two')],
      state: 'WARNING',
    });
    expect(looks()).toBe(1);
  });

  it('waits for lines that come after the end', async () => {
    let open: ServerResponse | undefined;
    const ended: Reply = (_, response) => {
      response.on('finish', () => open?.write(event(line('late'))));
      return { json: { id: 'e1', state: { current: 'KILLED' } } };
    };
    kestra.answers({
      'GET /main/executions/e1': [...states('RUNNING'), ended],
      'GET /main/logs/e1/follow': (_, response) => {
        open = response;
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(START);
        return undefined;
      },
    });
    const { told, result } = follow();
    const ready = (slept: number) => (slept === 0 ? open !== undefined : told.length > 0);
    expect(await time.passes(result, ready)).toEqual({ results: [line('late')], state: 'KILLED' });
  });

  it('goes on to the end of the execution when Kestra closes the stream before', async () => {
    kestra.answers({
      'GET /main/executions/e1': states('RUNNING', 'RUNNING', 'SUCCESS'),
      'GET /main/logs/e1/follow': { text: START + event(line('one')) },
      'GET /main/logs/e1': { json: [line('one'), line('two')] },
    });
    expect(await follow().after(1)).toEqual({
      results: [line('one'), line('two')],
      state: 'SUCCESS',
    });
    expect(looks()).toBe(3);
  });

  it('keeps the newest lines, and names the tool that can show others', async () => {
    const many = Array.from({ length: 300 }, (_, n) => line(`${n} ${'x'.repeat(900)}`));
    kestra.answers({
      'GET /main/executions/e1': states('RUNNING'),
      'GET /main/logs/e1/follow': stream(...many.map(event)),
    });
    const { results, next } = await follow({ timeout: 3 }).after(300);
    expect(results.length).toBeGreaterThan(30);
    expect(results).toEqual(many.slice(-results.length));
    expect(next).toBe(
      'The execution has not ended after 3 s. Call follow_execution_logs again. ' +
        `${300 - results.length} older lines are left out. Call get_execution_logs with skip ${results.length} ` +
        'to read the next older ones, or narrow it with task_id, task_run_id, attempt or min_level.',
    );
  });
});

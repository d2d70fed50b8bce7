import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { iterated, searchOf } from '../../../test/support/kestra/loops.js';
import { recorded, recordedJson } from '../../../test/support/kestra/recordings.js';
import { type Table, useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const on = (version = '2.0') => callPlugin(plugin, kestra, version);
const line = (message: string, level = 'INFO') => ({ timestamp: 't', level, message, taskId: 'say' });
const logsOf = (table: Record<string, object[]>): Table =>
  Object.fromEntries(Object.entries(table).map(([id, json]) => [`GET /main/logs/${id}`, { json }]));

describe('the logs of a run with a loop', () => {
  it('have those of its iterations, as a real Kestra 2.0 tells them', async () => {
    const [run, first] = ['4GeW90f8sGALOBv02WvGfQ', '2t6xgeSGQ9u2jeIRcHv1FK'];
    const { results } = recordedJson<{ results: { id: string }[] }>(
      'search executions, loop iterations',
      '2.0-oss',
    );
    kestra.answers({
      [`GET /main/logs/${run}`]: recorded('loop: logs of the run', '2.0-oss'),
      'GET /main/executions/search': recorded('search executions, loop iterations', '2.0-oss'),
      ...Object.fromEntries(
        results.map(({ id }) => [`GET /main/logs/${id}`, recorded('loop: logs of an iteration', '2.0-oss')]),
      ),
    });
    expect(await on()('get_execution_logs', { execution_id: run })).toMatchObject({
      results: [],
      loops: {
        ...{ total: 3, states: { SUCCESS: 3 } },
        iterations: [{ id: first, index: 0, value: 'a', logs: [{ level: 'INFO', message: '0 a' }] }, {}, {}],
      },
    });
  });

  it.each(['get_execution_logs', 'download_execution_logs'])(
    '%s: failed iterations come first',
    async (tool) => {
      kestra.answers({
        'GET /main/executions/search': searchOf(iterated(2, 'SUCCESS', { 1: 'FAILED' })),
        'GET /main/logs/e1/download': { text: 't INFO begin\n' },
        ...logsOf({ e1: [line('begin')], i0000: [line('fine')], i0001: [line('broken', 'ERROR')] }),
      });
      const answer = await on()(tool, { execution_id: 'e1' });
      expect(answer.loops).toEqual({
        ...{ total: 2, states: { SUCCESS: 1, FAILED: 1 } },
        iterations: [
          {
            id: 'i0001',
            task: 'each',
            index: 1,
            value: 'v1',
            state: 'FAILED',
            logs: [line('broken', 'ERROR')],
          },
          { id: 'i0000', task: 'each', index: 0, value: 'v0', state: 'SUCCESS', logs: [line('fine')] },
        ],
      });
      expect(answer).toMatchObject(
        tool.startsWith('get') ? { results: [line('begin')] } : { result: 't INFO begin\n' },
      );
      expect(kestra.lines).toHaveLength(5);
    },
  );

  it('are in pages, and say how to get the next', async () => {
    const logs = iterated(23, 'SUCCESS').map(({ id }) => [id, [line(id)]] as const);
    kestra.answers({
      'GET /main/executions/search': searchOf(iterated(23, 'SUCCESS')),
      ...logsOf({ e1: [], ...Object.fromEntries(logs) }),
    });
    const first = await on()('get_execution_logs', { execution_id: 'e1' });
    expect(first.loops).toMatchObject({
      total: 23,
      next: '13 more iterations follow. Call get_execution_logs with iterations_page 2. The id of an iteration works as an execution_id.',
    });
    const { loops } = await on()('get_execution_logs', { execution_id: 'e1', iterations_page: 3 });
    expect(loops).toMatchObject({ iterations: [{ index: 20 }, { index: 21 }, { index: 22 }] });
    expect(loops).not.toHaveProperty('next');
  });

  it('that are asked for by task run are in one place, which is not searched for', async () => {
    kestra.answers(logsOf({ e1: [line('own')] }));
    const answer = await on()('get_execution_logs', { execution_id: 'e1', task_run_id: 'r1' });
    expect(answer).toEqual({ results: [line('own')] });
    expect(kestra.lines).toHaveLength(1);
  });

  it('are as they were before 2.0', async () => {
    kestra.answers(logsOf({ e1: [line('own')] }));
    expect(await on('1.3')('get_execution_logs', { execution_id: 'e1', iterations_page: 2 })).toEqual({
      results: [line('own')],
    });
    expect(kestra.lines).toEqual(['GET /main/logs/e1']);
  });

  it('of an execution that does not exist are an error', async () => {
    kestra.answers({
      'GET /main/executions/search': searchOf([]),
      'GET /main/executions/e1': { status: 404 },
      ...logsOf({ e1: [] }),
    });
    expect(await on()('get_execution_logs', { execution_id: 'e1' })).toEqual({
      error: expect.stringMatching(/^Kestra answered 404 to GET \/main\/executions\/e1/),
    });
  });
});

it('follow_execution_logs ends with them', async () => {
  // Handled by the loop: the run itself has not failed.
  const each = { id: 'r1', taskId: 'each', state: { current: 'WARNING' }, attempts: [{ state: {} }] };
  const ended = { id: 'e1', namespace: 'a', state: { current: 'WARNING' }, taskRunList: [each] };
  kestra.answers({
    'GET /main/executions/e1': { json: ended },
    'GET /main/logs/e1/follow': {
      headers: { 'content-type': 'text/event-stream' },
      text: 'id: start\ndata: {}\n\n',
    },
    'GET /main/executions/search': searchOf(iterated(1, 'FAILED')),
    ...logsOf({ e1: [line('begin')], i0000: [line('broken', 'ERROR')] }),
  });
  expect(
    await on()('follow_execution_logs', { execution_id: 'e1', min_level: 'WARN', timeout: 1 }),
  ).toMatchObject({
    results: [line('begin')],
    state: 'WARNING',
    loops: { total: 1, iterations: [{ id: 'i0000', logs: [{ message: 'broken' }] }] },
  });
  expect(kestra.lines.at(-1)).toBe('GET /main/logs/i0000?filters[level][GREATER_THAN_OR_EQUAL_TO]=WARN');
});

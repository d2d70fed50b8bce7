import type { ServerResponse } from 'node:http';
import { expect, it } from '@jest/globals';
import { KestraClient } from '@kestra-mcp/core';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import { followLogs } from './follow.js';
import plugin from './index.js';

const kestra = useKestra();
const RUNNING = { json: { id: 'e1', state: { current: 'RUNNING' } } };

/** A stream that is written to for as long as somebody reads; how much it took, and when its reader has gone. */
function endlessly(chunk: string) {
  const stream = { sent: 0, closed: Promise.resolve() };
  const reply = (_: unknown, response: ServerResponse) => {
    stream.closed = new Promise<void>((resolve) => void response.on('close', resolve));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const more = (): void => {
      while (!response.destroyed) {
        stream.sent += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', more);
      }
    };
    more();
    return undefined;
  };
  return { stream, reply };
}

const follow = () =>
  callPlugin(plugin, kestra, '2.0')('follow_execution_logs', { execution_id: 'e1', timeout: 300 });

it('one event without an end is left early, and named', async () => {
  const { stream, reply } = endlessly(`data: ${'x'.repeat(10_000)}`);
  kestra.answers({ 'GET /main/executions/e1': RUNNING, 'GET /main/logs/e1/follow': reply });
  const { error } = await follow();
  expect(error).toMatch(
    /^An event in the response to GET \/main\/logs\/e1\/follow has more than 1048576 characters/,
  );
  await stream.closed;
  // What the sockets of both sides hold is on its way as well.
  expect(stream.sent).toBeLessThan(50 * 1024 * 1024);
}, 60_000);

it('a loop that writes faster than anybody reads has its newest lines told, and how many more there were', async () => {
  const count = 6_000;
  const line = (n: number) => ({ timestamp: `t${n}`, level: 'INFO', message: `${n} ${'x'.repeat(500)}` });
  const events = Array.from(
    { length: count },
    (_, n) => `id: progress\ndata: ${JSON.stringify(line(n))}\n\n`,
  );
  let seen = 0;
  kestra.answers({
    'GET /main/executions/e1': () => ({
      json: { id: 'e1', state: { current: seen < count ? 'RUNNING' : 'SUCCESS' } },
    }),
    'GET /main/logs/e1/follow': (_: unknown, response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(events.join(''));
      return undefined;
    },
  });
  const context = {
    answerChars: 40_000,
    signal: new AbortController().signal,
    progress: async (_: string, done: number) => {
      seen = done;
    },
    log: async () => undefined,
  };
  const asked = { execution_id: 'e1', min_level: undefined, timeout: 300 };
  const found = await followLogs(new KestraClient(kestra.settings('2.0')), asked, context);
  expect(found.results.at(-1)?.message).toMatch(/^5999 /);
  expect(found.next).toBe(
    `${count - found.results.length} older lines are left out. Call get_execution_logs with skip ${found.results.length} ` +
      'to read the next older ones, or narrow it with task_id, task_run_id, attempt or min_level.',
  );
}, 60_000);

import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { KestraClient, type ToolContext } from '@kestra-mcp/core';
import { inScope } from '../../../core/src/kestra/wire/scope.js';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import { useOwnTime } from '../../../test/support/own-time.js';
import { followLogs } from './follow.js';
import plugin from './index.js';

/** Far longer than a test may take: what fails must not wait for the end of the execution or of its time. */
const TIMEOUT = 300;
const kestra = useKestra();
const time = useOwnTime();
const running = { json: { id: 'e1', state: { current: 'RUNNING' } } };
const LINE = { timestamp: 't', level: 'INFO', message: 'one' };
const FOLLOW = 'GET /main/logs/e1/follow';

/** A stream with a line in it, that stays open until `then` does something with it. */
function openStream(then: (response: ServerResponse) => void = () => undefined) {
  let isClosed = false;
  let gone = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const reply = (_: unknown, response: ServerResponse) => {
    response.on('close', () => {
      isClosed = true;
      gone();
    });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`id: start\ndata: {}\n\nid: progress\ndata: ${JSON.stringify(LINE)}\n\n`);
    then(response);
    return undefined;
  };
  return { reply, closed, isClosed: () => isClosed };
}

const isFollowed = () => kestra.lines.includes(FOLLOW);

interface Following {
  signal?: AbortSignal;
  /** Called with each line. */
  told?: () => void;
  /** Whether the execution may be looked at again. */
  ready?: () => boolean;
}

/** Follows as a call does. */
function follow({
  signal = new AbortController().signal,
  told = () => undefined,
  ready = isFollowed,
}: Following = {}) {
  const context: ToolContext = {
    answerChars: 40_000,
    signal,
    progress: async () => told(),
    log: async () => undefined,
  };
  const client = new KestraClient(kestra.settings('1.3'));
  const asked = { execution_id: 'e1', min_level: undefined, timeout: TIMEOUT };
  const followed = inScope({ signal }, () => followLogs(client, asked, context));
  return time.passes(followed, ready);
}

describe('follow_execution_logs', () => {
  it('fails when the stream breaks', async () => {
    let isTold = false;
    const { reply, isClosed } = openStream((response) => {
      const isRead = () => (isTold ? response.destroy() : setImmediate(isRead));
      isRead();
    });
    kestra.answers({ 'GET /main/executions/e1': running, [FOLLOW]: reply });
    const told = () => {
      isTold = true;
    };
    await expect(follow({ told, ready: isClosed })).rejects.toMatchObject({
      code: 'KMCP_UNREACHABLE',
      message: expect.stringMatching(/^Kestra cannot be reached at http:.*: .*closed|broke|reset/),
    });
  });

  it('fails when the state cannot be read any more, and leaves the stream', async () => {
    const { reply, closed } = openStream();
    kestra.answers({
      'GET /main/executions/e1': [running, { status: 500, json: { message: 'Broken' } }],
      [FOLLOW]: reply,
    });
    await expect(follow()).rejects.toThrow('Kestra answered 500 to GET /main/executions/e1: Broken');
    await expect(closed).resolves.toBeUndefined();
  });

  it('fails when the client cannot be told any more, and leaves the stream', async () => {
    const { reply, closed } = openStream();
    kestra.answers({ 'GET /main/executions/e1': running, [FOLLOW]: reply });
    let isTold = false;
    const told = () => {
      isTold = true;
      throw new Error('The client has gone.');
    };
    await expect(follow({ told, ready: () => isTold })).rejects.toThrow('The client has gone.');
    await expect(closed).resolves.toBeUndefined();
  });

  it('ends when the call is cancelled, and Kestra sees it', async () => {
    const { reply, closed } = openStream();
    kestra.answers({ 'GET /main/executions/e1': running, [FOLLOW]: reply });
    const controller = new AbortController();
    const { signal } = controller;
    const followed = follow({ signal, told: () => controller.abort(), ready: () => signal.aborted });
    await expect(followed).rejects.toThrow(/cancelled|aborted/);
    await expect(closed).resolves.toBeUndefined();
    expect(kestra.lines).toEqual(['GET /main/executions/e1', FOLLOW]);
  });

  it.each([
    [403, 'Kestra answered 403 to GET /main/logs/e1/follow: No'],
    [404, 'Kestra answered 404 to GET /main/logs/e1/follow: No'],
  ])('says what Kestra says where it refuses the stream (%i)', async (status, error) => {
    kestra.answers({
      'GET /main/executions/e1': running,
      [FOLLOW]: { status, json: { message: 'No' } },
    });
    await expect(follow()).rejects.toThrow(error);
  });

  it('does not open a stream for an execution that does not exist', async () => {
    kestra.answers({
      'GET /main/executions/e1': { status: 404, json: { message: 'Not Found: Page Not Found' } },
    });
    expect(await callPlugin(plugin, kestra)('follow_execution_logs', { execution_id: 'e1' })).toEqual({
      error:
        'Kestra answered 404 to GET /main/executions/e1: Not Found: Page Not Found\n' +
        'Check the id: list executions to find it.',
    });
    expect(kestra.lines).toEqual(['GET /main/executions/e1']);
  });

  it.each([
    [{ timeout: 0.5 }, 'The argument "timeout" is not valid'],
    [{ timeout: 541 }, 'The argument "timeout" is not valid'],
    [{ min_level: 'LOUD' }, 'Allowed: ERROR, WARN, INFO, DEBUG, TRACE.'],
  ])('sends nothing for %j', async (given, error) => {
    const asked = { execution_id: 'e1', ...given };
    expect(await callPlugin(plugin, kestra)('follow_execution_logs', asked)).toEqual({
      error: expect.stringContaining(error),
    });
    expect(kestra.lines).toEqual([]);
  });
});

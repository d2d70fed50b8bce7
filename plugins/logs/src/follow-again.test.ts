import { describe, expect, it } from '@jest/globals';
import { KestraClient } from '@kestra-mcp/core';
import { type Reply, useKestra } from '../../../test/support/kestra/use-kestra.js';
import { followLogs } from './follow.js';

const kestra = useKestra();
const STORED = 'GET /main/logs/e1';
const line = (message: string, second: number, more: object = {}) => ({
  ...{ timestamp: `2026-11-28T12:36:${second}.014220Z`, level: 'INFO', message, taskRunId: `r-${message}` },
  ...more,
});

/** Kestra's stream of an execution that has ended. */
function stream(...lines: object[]): Reply {
  const events = lines.map((sent) => `id: progress\ndata: ${JSON.stringify(sent)}\n\n`);
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`id: start\ndata: {}\n\n${events.join('')}`);
    return undefined;
  };
}

async function follow(version: string, lines: object[], stored?: Reply) {
  kestra.answers({
    'GET /main/executions/e1': { json: { id: 'e1', state: { current: 'SUCCESS' } } },
    'GET /main/logs/e1/follow': stream(...lines),
    ...(stored && { [STORED]: stored }),
  });
  const told: unknown[][] = [];
  const context = {
    answerChars: 40_000,
    signal: new AbortController().signal,
    progress: async (text: string, count: number) => void told.push([text.split(' ').pop(), count]),
    log: async () => undefined,
  };
  const client = new KestraClient(kestra.settings(version));
  const asked = { execution_id: 'e1', min_level: undefined, timeout: 4 };
  const { results } = await followLogs(client, asked, context);
  return { told, messages: results.map(({ message }) => message) };
}

describe.each(['1.3', '2.0'])('a stream that repeats its history, on %s', (version) => {
  it('has each line once, told once', async () => {
    const lines = [
      line('one', 10),
      line('two', 11, { tenantId: 'main' }),
      line('one', 10),
      line('three', 12),
    ];
    const stored = { json: [line('one', 10), line('two', 11), line('three', 12)] };
    expect(await follow(version, lines, stored)).toEqual({
      messages: ['one', 'two', 'three'],
      told: [
        ['one', 1],
        ['two', 2],
        ['three', 3],
      ],
    });
    expect(kestra.lines.filter((asked) => asked === STORED)).toHaveLength(1);
  });

  it('keeps two equal lines that were written at the same moment', async () => {
    const lines = [line('tick', 10), line('tick', 10), line('one', 10), line('one', 10)];
    const stored = { json: [line('tick', 10), line('tick', 10), line('one', 10)] };
    expect((await follow(version, lines, stored)).messages).toEqual(['tick', 'tick', 'one']);
  });

  it('loses nothing where the lines cannot be looked up', async () => {
    const lines = [line('one', 10), line('one', 10), line('two', 11)];
    expect((await follow(version, lines, { status: 403 })).messages).toEqual(['one', 'two']);
  });

  it('asks for nothing more where nothing came again', async () => {
    const lines = [line('one', 10), line('one', 11), line('one', 12)];
    expect((await follow(version, lines)).messages).toEqual(['one', 'one', 'one']);
    expect(kestra.lines).not.toContain(STORED);
  });
});

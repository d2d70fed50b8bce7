import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { type Reply, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { readBytes } from './body.js';
import { KestraHttp } from './http.js';
import { route } from './route.js';
import { inScope } from './scope.js';

const kestra = useKestra();
const http = (timeoutMs: number) => new KestraHttp({ ...kestra.settings(), timeoutMs }, false);
const request = { path: route`logs/${'e1'}`, within: 'instance' } as const;

/** A response that begins and never ends. `closed` resolves when the client has disconnected. */
function endless(text: string) {
  let gone = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const reply: Reply = (_, response) => {
    response.on('close', gone);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(text);
    return undefined;
  };
  kestra.answers({ 'GET /main/logs/e1': reply });
  return closed;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** fetch forgets its signal if garbage is collected while it reads a body. */
async function collectGarbage(): Promise<void> {
  for (let round = 0; round < 2; round++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('an answer that does not end', () => {
  it('is left when its stream is no longer wanted', async () => {
    const closed = endless('data: 1\n\n');
    const stop = new AbortController();
    const seen: string[] = [];
    for await (const { data } of http(30_000).events(request, stop.signal)) {
      seen.push(data);
      await collectGarbage();
      stop.abort();
    }
    expect(seen).toEqual(['1']);
    await expect(closed).resolves.toBeUndefined();
  });

  it('is left when the call is cancelled', async () => {
    const closed = endless('data: 1\n\n');
    const { signal } = new AbortController();
    const call = new AbortController();
    const reading = inScope({ signal: call.signal }, async () => {
      for await (const _ of http(30_000).events(request, signal)) {
        await collectGarbage();
        call.abort();
      }
    });
    await expect(reading).rejects.toMatchObject({ code: 'KMCP_CANCELLED' });
    await expect(closed).resolves.toBeUndefined();
  });

  it('is left when the time for it is over', async () => {
    const closed = endless('{"id":');
    const reading = http(2_000).json(request);
    const failure = expect(reading).rejects.toMatchObject({ code: 'KMCP_TIMED_OUT' });
    while (kestra.lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await collectGarbage();
    await failure;
    await expect(closed).resolves.toBeUndefined();
  });
});

describe('readBytes', () => {
  const answer = (...chunks: string[]) =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
          controller.close();
        },
      }),
    );

  const { signal } = new AbortController();

  it('gives all bytes up to the limit', async () => {
    expect(Buffer.from(await readBytes(answer('Zo', 'ë'), 4, 'GET /x', signal)).toString()).toBe('Zoë');
    expect(await readBytes(new Response(null), 4, 'GET /x', signal)).toHaveLength(0);
  });

  it('gives up past it', async () => {
    await expect(readBytes(answer('Zo', 'ë', '!'), 4, 'GET /x', signal)).rejects.toThrow(
      "Kestra's response to GET /x is larger than 0.000004 MB and was not read any further.",
    );
  });
});

describe('an answer of more than is read', () => {
  const MB = 1_000_000;

  /**
   * Sends this many bytes as fast as the client reads them. Returns how many were sent when the client disconnected or
   * had all.
   */
  function sending(bytes: number, head: Readonly<Record<string, string>> = {}) {
    const answer = { sent: 0, isWhole: false, closed: Promise.resolve() };
    kestra.answers({
      'GET /main/logs/e1': (_, response) => {
        answer.closed = new Promise((resolve) => response.on('close', resolve));
        response.writeHead(200, { 'content-type': 'application/json', ...head });
        const chunk = Buffer.alloc(MB, ' ');
        const send = (): void => {
          while (answer.sent < bytes && !response.destroyed) {
            answer.sent += MB;
            if (!response.write(chunk)) return void response.once('drain', send);
          }
          response.end(() => (answer.isWhole = true));
        };
        send();
        return undefined;
      },
    });
    return answer;
  }

  const TOO_LARGE = {
    code: 'KMCP_TOO_LARGE',
    message: "Kestra's response to GET /main/logs/e1 is larger than 10 MB and was not read any further.",
  };

  it.each([
    ['', {}],
    [', as its head says', { 'content-length': String(500 * MB) }],
  ])('is not read on%s: the connection is cut', async (_, head) => {
    const answer = sending(500 * MB, head);
    await expect(http(30_000).json(request)).rejects.toMatchObject(TOO_LARGE);
    await answer.closed;
    expect(answer.isWhole).toBe(false);
    // The limit includes what was already in transit.
    expect(answer.sent).toBeLessThan(60 * MB);
  });

  it('is no answer of just that size', async () => {
    const answer = sending(10 * MB);
    await expect(http(30_000).jsonIfAny(request)).resolves.toBeUndefined();
    await answer.closed;
    expect(answer.isWhole).toBe(true);
  });

  it('says of an error only that it is too large', async () => {
    kestra.answers({ 'GET /main/logs/e1': { status: 400, text: 'x'.repeat(10 * MB + 1) } });
    await expect(http(30_000).json(request)).rejects.toMatchObject(TOO_LARGE);
  });
});

import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Exchange, exchangeOf, networkOf, send, webRequest } from './exchange.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** Starts a server that passes each request to `serve`. */
async function serving(serve: (exchange: Exchange) => Promise<void>): Promise<number> {
  const server = createServer((asked, response) => void serve(exchangeOf(asked, response)));
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe('an answer', () => {
  it('that a client takes nothing of is given up, and its source is told', async () => {
    let told = (): void => undefined;
    const cancelled = new Promise<void>((resolve) => {
      told = resolve;
    });
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
      cancel: told,
    });
    let sent: Promise<void> | undefined;
    const port = await serving((exchange) => {
      sent = send(exchange, new Response(body, { headers: { 'content-type': 'text/event-stream' } }), 100);
      return sent;
    });
    const socket = connect(port, '127.0.0.1').pause();
    socket.on('error', () => undefined).write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await cancelled;
    await sent;
    socket.destroy();
  });

  it('in JSON that nobody takes is given up, too', async () => {
    let over = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      over = resolve;
    });
    const port = await serving(async (exchange) => {
      await send(exchange, new Response(new Uint8Array(64 * 1024 * 1024)), 100);
      expect(exchange.response.destroyed).toBe(true);
      over();
    });
    const socket = connect(port, '127.0.0.1').pause();
    socket.on('error', () => undefined).write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await done;
    socket.destroy();
  });

  it('whose source fails half-way is cut, so that nobody takes it for whole', async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\n')),
      pull: (controller) => controller.error(new Error('half')),
    });
    const port = await serving((exchange) =>
      send(exchange, new Response(body, { headers: { 'content-type': 'text/event-stream' } }), 1_000),
    );
    await expect(fetch(`http://127.0.0.1:${port}`).then((answer) => answer.text())).rejects.toThrow();
  });
});

describe('a request', () => {
  it('tells when its client is gone', async () => {
    let gone: Promise<unknown> | undefined;
    let told = (): void => undefined;
    const seen = new Promise<void>((resolve) => {
      told = resolve;
    });
    const port = await serving(async ({ signal }) => {
      gone = once(signal, 'abort');
      told();
      await gone;
    });
    const asked = request({ port, host: '127.0.0.1' }).on('error', () => undefined);
    asked.end();
    await seen;
    asked.destroy();
    await gone;
  });

  it('has neither credentials nor cookies for what serves it, and takes both kinds of answers where it takes any', async () => {
    let headers: Record<string, string> = {};
    const port = await serving(async (exchange) => {
      headers = Object.fromEntries(webRequest(exchange).headers);
      await send(exchange, new Response('ok'), 1_000);
    });
    await fetch(`http://127.0.0.1:${port}`, {
      headers: {
        ...{ authorization: 'Bearer t', cookie: 'a=b', 'x-kestra-tenant': 'a', accept: '*/*' },
        ...{ 'mcp-session-id': 's', 'mcp-param-a': 'b', 'mcp-protocol-version': '2025-11-25' },
      },
    });
    expect(headers).toEqual({
      accept: 'application/json, text/event-stream',
      'mcp-param-a': 'b',
      'mcp-protocol-version': '2025-11-25',
      'mcp-session-id': 's',
    });
  });
});

it.each([
  [undefined, 'application/json, text/event-stream'],
  ['application/*, Text/*;q=0.5', 'application/json, text/event-stream'],
  ['Application/JSON,TEXT/event-stream', 'application/json, text/event-stream'],
  ['text/event-stream', 'text/event-stream'],
  ['text/html', 'text/html'],
])('who takes %j is taken for one who takes %j', async (accept, expected) => {
  const given = { method: 'POST', headers: accept === undefined ? {} : { accept } };
  const request = { ...given } as Exchange['request'];
  const { headers } = webRequest({ request, signal: AbortSignal.timeout(60_000) } as Exchange);
  expect(headers.get('accept')).toBe(expected);
});

it.each([
  ['/mcp?a=/b', '/mcp'],
  ['http://mcp.example.com/mcp?a', '/mcp'],
  ['HTTPS://mcp.example.com', '/'],
])('a request for %s is one for %s', (url, path) => {
  const response = { once: () => undefined } as unknown as Exchange['response'];
  expect(exchangeOf({ url } as Exchange['request'], response).path).toBe(path);
});

it('leaves the connection to Node, whatever an answer says of it', async () => {
  const stream = { 'content-type': 'text/event-stream', connection: 'keep-alive' };
  const port = await serving((exchange) =>
    send(exchange, new Response('data: 1\n\n', { headers: stream }), 1_000),
  );
  const asked = request({ port, host: '127.0.0.1', headers: { connection: 'close' } });
  asked.end();
  const [answer] = await once(asked, 'response');
  answer.resume();
  expect(answer.headers.connection).toBe('close');
});

describe('the network of a peer', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::7', '2001:db8:0:0'],
    ['2001:db8::a:b:c:d:e', '2001:db8:0:a'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('of %s is %s', (peer, network) => {
    expect(networkOf(peer)).toBe(network);
  });
});

import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpHost, startHttp } from '../../support/host/http.js';
import { CONFIGS, type FakeKestra, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { fourGroups } from '../../support/plugins/four-groups.js';
import { until } from '../../support/until.js';

const PING = { jsonrpc: '2.0', id: 1, method: 'ping' };
const BODY_BYTES = 100_000;

let kestra: FakeKestra;
let host: HttpHost;

beforeAll(async () => {
  kestra = await fakeKestra(({ url }) => (url.endsWith('/configs') ? { body: CONFIGS } : 'never'));
  const limits = { bodyBytes: BODY_BYTES, stallMs: 300, inFlight: 2, perMinute: 1_000 };
  host = await startHttp({
    cwd: fourGroups({
      http: { allowedHosts: ['mcp.example.com'], allowedOrigins: ['https://app.example.com'], limits },
    }),
    env: { KESTRA_BASE_URL: kestra.baseUrl },
  });
});

interface Asked {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Uses node:http, because fetch sets Host and Origin itself. */
async function ask({
  method = 'POST',
  path = '/mcp',
  headers = {},
  body = JSON.stringify(PING),
}: Asked = {}) {
  const asked = request(new URL(path, host.url), {
    method,
    headers: { 'content-type': 'application/json', ...headers },
  });
  asked.end(method === 'POST' ? body : undefined);
  const [answer] = await once(asked, 'response');
  let text = '';
  for await (const chunk of answer) text += chunk;
  return { status: answer.statusCode as number, headers: answer.headers as Record<string, string>, text };
}

/** Everything received on a bare connection, and whether the server closed it. */
function bare(text: string): { ended: Promise<string>; write: (text: string) => void } {
  const socket = connect(Number(new URL(host.url).port), '127.0.0.1');
  let seen = '';
  socket.on('data', (chunk) => {
    seen += chunk;
  });
  socket.on('error', () => undefined);
  socket.write(text);
  // `once` would reject on an error, but the server may close the connection while the test is still sending.
  const ended = new Promise<string>((resolve) => {
    socket.on('close', () => resolve(seen));
  });
  return { ended, write: (more) => void socket.write(more) };
}

describe('a page in a browser', () => {
  it.each([
    ['by a name of its own', { host: 'evil.example.com' }],
    ['from another origin', { origin: 'https://evil.example.com' }],
    ['from a file', { origin: 'null' }],
  ])('that calls %s is refused', async (_, headers) => {
    const { status, text, headers: answered } = await ask({ headers });
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({
      jsonrpc: '2.0',
      error: { message: expect.stringContaining('http.allowed') },
    });
    expect(answered['access-control-allow-origin']).toBeUndefined();
  });

  it('may not ask for more of it, either', async () => {
    const headers = { origin: 'https://evil.example.com', 'access-control-request-method': 'POST' };
    expect((await ask({ method: 'OPTIONS', headers })).status).toBe(403);
    expect(
      (await ask({ method: 'GET', path: '/readyz', headers: { host: 'evil.example.com' } })).status,
    ).toBe(403);
  });

  it('is not told that it lives, but a probe is, by whichever name it calls', async () => {
    const life = { method: 'GET', path: '/healthz' };
    expect((await ask({ ...life, headers: { origin: 'https://evil.example.com' } })).status).toBe(403);
    expect(await ask({ ...life, headers: { host: '10.1.2.3:3333' } })).toMatchObject({
      status: 200,
      text: '{"status":"ok"}',
    });
    expect(await bare('GET /healthz HTTP/1.0\r\n\r\n').ended).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('of an origin that is allowed may, and reads the session', async () => {
    const origin = 'https://app.example.com';
    const may = await ask({
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(may.status).toBe(204);
    expect(may.headers['access-control-allow-headers']).toContain('authorization');
    const { status, headers } = await ask({ headers: { origin, host: 'mcp.example.com' } });
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'access-control-allow-origin': origin, vary: 'origin' });
    expect(headers['access-control-expose-headers']).toContain('mcp-session-id');
  });
});

describe('what is no request of MCP', () => {
  it.each<[string, Asked, number, string]>([
    ['no JSON', { body: '{' }, 400, 'not valid JSON'],
    ['no body', { body: '' }, 400, 'not valid JSON'],
    ['no UTF-8', { body: Buffer.from('"caf\xe9"', 'latin1') }, 400, 'not UTF-8'],
    ['compressed', { headers: { 'content-encoding': 'gzip' } }, 415, 'Send the body uncompressed'],
    ['a text', { headers: { 'content-type': 'text/plain' } }, 415, 'application/json'],
    ['another method', { method: 'PUT' }, 405, 'POST, GET or DELETE'],
    ['a stream without a session', { method: 'GET' }, 405, 'requires a session'],
    ['another path', { path: '/other' }, 404, 'MCP is at /mcp'],
    ['a path beside it', { path: '/mcpx' }, 404, 'MCP is at /mcp'],
    ['a session that is not there', { headers: { 'mcp-session-id': 'x' } }, 404, 'Initialize a new one'],
  ])('is refused: %s', async (_, asked, status, message) => {
    const answer = await ask(asked);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { message: expect.stringContaining(message) } });
  });

  it('is one all the same with a mark of its byte order, as some programs write it', async () => {
    expect((await ask({ body: `\ufeff${JSON.stringify(PING)}` })).status).toBe(200);
  });

  it.each([
    ['as it says', { 'content-length': String(BODY_BYTES + 1) }],
    ['as it turns out', { 'transfer-encoding': 'chunked' }],
  ])('is refused when it is too large, %s', async (_, headers) => {
    const { status, text } = await ask({ headers, body: `"${'a'.repeat(BODY_BYTES - 1)}"` });
    expect(status).toBe(413);
    expect(text).toContain('http.limits.bodyBytes');
    expect((await ask()).status).toBe(200);
  });

  it('is refused before all of it has come, when it is far too large', async () => {
    const asked = request(host.url, { method: 'POST', headers: { 'content-type': 'application/json' } });
    asked.on('error', () => undefined);
    const answered = once(asked, 'response');
    for (let part = 0; part < 200; part++) asked.write('a'.repeat(BODY_BYTES));
    const [answer] = await answered;
    expect(answer.statusCode).toBe(413);
    expect(answer.headers.connection).toBe('close');
    asked.destroy();
  });

  it('is refused when it holds more at a time than its caller may have', async () => {
    const { status, headers } = await ask({ body: JSON.stringify([1, 2, 3].map((id) => ({ ...PING, id }))) });
    expect(status).toBe(429);
    expect(headers['retry-after']).toBe('1');
    expect((await ask({ body: JSON.stringify([1, 2].map((id) => ({ ...PING, id }))) })).status).toBe(200);
  });

  it('is refused when its depth is all there is to it', async () => {
    const { status } = await ask({ body: `${'['.repeat(40_000)}${']'.repeat(40_000)}` });
    expect(status).toBe(400);
  });
});

describe('a slow client', () => {
  const HEAD = 'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';

  it('is cut while it sends headers', async () => {
    expect(await bare(HEAD).ended).toMatch(/^(HTTP\/1\.1 408|$)/);
  });

  it('is cut while it sends a body, a byte at a time', async () => {
    const { ended, write } = bare(`${HEAD}Content-Length: 1000\r\n\r\n`);
    const timer = setInterval(() => write(' '), 50);
    const text = await ended;
    clearInterval(timer);
    expect(text).toMatch(/^(HTTP\/1\.1 408|$)/);
  });
});

describe('a caller', () => {
  it('may have so many calls in flight, and is told when to come again', async () => {
    const call = (id: number) =>
      ask({
        body: JSON.stringify({
          ...{ jsonrpc: '2.0', id, method: 'tools/call' },
          params: { name: 'list_flows_in_namespace', arguments: { namespace: 'company' } },
        }),
      });
    const leaving: { destroy(): void }[] = [];
    for (const id of [1, 2]) {
      const asked = request(host.url, { method: 'POST', headers: { 'content-type': 'application/json' } });
      asked.on('error', () => undefined);
      asked.end(
        JSON.stringify({
          ...{ jsonrpc: '2.0', id, method: 'tools/call' },
          params: { name: 'list_flows_in_namespace', arguments: { namespace: 'company' } },
        }),
      );
      leaving.push(asked);
    }
    await until(() =>
      kestra.seen.filter(({ url }) => url.includes('/flows')).length >= 2 ? true : undefined,
    );
    const { status, headers, text } = await call(3);
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(text).toContain('not answered yet');
    // Disconnected clients free their places immediately: their calls are over, although Kestra has not responded.
    for (const asked of leaving) asked.destroy();
    await until(async () => ((await ask()).status === 200 ? true : undefined));
    await until(async () => ((await kestra.connections()) === 0 ? true : undefined));
  });
});

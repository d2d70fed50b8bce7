import { type AddressInfo, createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, it } from '@jest/globals';
import { CERTIFICATE, KEY } from '../../../../test/suites/docs/errors/self-signed.js';
import { type Reply, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { describeError } from '../../foundation/errors.js';
import type { WithinKnown } from '../fence/within.js';
import { CancelledError, KestraError, TimedOutError, UnreachableError } from './errors.js';
import { failure as named } from './failure.js';
import { KestraHttp } from './http.js';
import type { KestraRequest } from './request.js';
import { route } from './route.js';
import { inScope } from './scope.js';

const kestra = useKestra();

const http = (settings: object = {}) => new KestraHttp({ ...kestra.settings(), ...settings }, false);
const flow: KestraRequest<WithinKnown> = {
  path: route`flows/${'a'}/${'b'}`,
  within: { namespace: 'a' },
};
const failure = (client = http(), request = flow): Promise<unknown> =>
  client.json(request).then(
    () => undefined,
    (error: unknown) => error,
  );
const status = (error: unknown) => (error instanceof KestraError ? error.status : error);

const busy: Reply = { status: 503, headers: { 'retry-after': '0' } };
/** Sends the headers and the first bytes, and then nothing more. */
const stalling: Reply = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"id":');
  return undefined;
};

describe('retries', () => {
  it.each([429, 502, 503, 504])('reads are sent again after a %i', async (code) => {
    kestra.answers({
      'GET /main/flows/a/b': [{ status: code, headers: { 'retry-after': '0' } }, { json: { id: 'b' } }],
    });
    expect(await http().json(flow)).toEqual({ id: 'b' });
    expect(kestra.lines).toHaveLength(2);
  });

  it('end with the last answer', async () => {
    const last: Reply = { status: 503, json: { message: 'Still busy' } };
    kestra.answers({ 'GET /main/flows/a/b': [busy, busy, last, { json: {} }] });
    expect(describeError(await failure())).toMatch(
      /^Kestra answered 503 to GET \/main\/flows\/a\/b: Still busy\n/,
    );
    expect(kestra.lines).toHaveLength(3);
  });

  it.each(['POST', 'PUT', 'DELETE'] as const)('%s is sent once', async (method) => {
    kestra.answers({ [`${method} /main/flows/a/b`]: [busy, { json: {} }] });
    expect(status(await failure(http(), { ...flow, method }))).toBe(503);
    expect(kestra.lines).toHaveLength(1);
  });

  it.each([500, 404, 409])('a %i stays', async (code) => {
    kestra.answers({
      'GET /main/flows/a/b': [{ status: code, headers: { 'retry-after': '0' } }, { json: {} }],
    });
    expect(status(await failure())).toBe(code);
    expect(kestra.lines).toHaveLength(1);
  });
});

describe('a time limit', () => {
  it('covers the head of the answer', async () => {
    kestra.answers({ 'POST /main/flows/a/b': () => undefined });
    const error = await failure(http({ timeoutMs: 100 }), { ...flow, method: 'POST' });
    expect(error).toBeInstanceOf(TimedOutError);
    expect(describeError(error)).toBe(
      'Kestra did not answer POST /main/flows/a/b within 0.1 s.\n' +
        'Kestra may still carry out the request. Check before you repeat it. To raise the limit, set kestra.timeoutMs.',
    );
  });

  it('names the proxy that may be what does not answer', () => {
    const proxy = { address: 'http://proxy.example:3128', variable: 'HTTPS_PROXY' };
    const about = { request: 'GET /configs', baseUrl: 'https://k/api/v1', timeoutMs: 2_000 };
    const error = named(new Error('aborted'), { ...about, proxy, cancelled: false, timedOut: true });
    expect(describeError(error)).toMatch(
      /^Kestra did not answer GET \/configs within 2 s through the proxy .+\.\n.+The proxy is set in HTTPS_PROXY/,
    );
  });

  it('covers a body that stalls', async () => {
    kestra.answers({ 'GET /main/flows/a/b': stalling });
    expect(await failure(http({ timeoutMs: 1_000 }))).toBeInstanceOf(TimedOutError);
    expect(kestra.lines).toHaveLength(1);
  });

  it('covers the waiting between two tries: what cannot be waited for is told', async () => {
    kestra.answers({ 'GET /main/flows/a/b': { status: 503, headers: { 'retry-after': '9' } } });
    expect(await failure(http({ timeoutMs: 1_000 }))).toMatchObject({ status: 503 });
    expect(kestra.lines).toHaveLength(1);
  });
});

describe('cancellation', () => {
  it.each<[string, Reply]>([
    ['before the answer', () => undefined],
    ['while the body comes', stalling],
    ['while it waits to try again', { status: 503, headers: { 'retry-after': '9' } }],
  ])('of the call ends its request %s', async (_, reply) => {
    const controller = new AbortController();
    kestra.answers({
      'GET /main/flows/a/b': (asked, response) => {
        setTimeout(() => controller.abort(), 30);
        return typeof reply === 'function' ? reply(asked, response) : reply;
      },
    });
    const error = await inScope({ signal: controller.signal }, () => failure());
    expect(error).toBeInstanceOf(CancelledError);
    expect(describeError(error)).toBe('The call was cancelled during GET /main/flows/a/b.');
    expect(kestra.lines).toHaveLength(1);
  });

  it('sends nothing for a call that is over', async () => {
    kestra.answers({ 'GET /main/flows/a/b': { json: {} } });
    expect(await inScope({ signal: AbortSignal.abort() }, () => failure())).toBeInstanceOf(CancelledError);
    expect(kestra.lines).toEqual([]);
  });
});

describe('without an answer', () => {
  it('says what a 407 without a proxy of ours is, which fetch gives no reason for', async () => {
    kestra.answers({ 'GET /main/flows/a/b': { status: 407, text: 'Who are you?' } });
    expect(describeError(await failure())).toContain(
      'response that cannot be used, such as 407 (Proxy Authentication Required).',
    );
  });

  const post: KestraRequest<WithinKnown> = { ...flow, method: 'POST' };

  it('a closed port is told by its address', async () => {
    const port = await freePort();
    const error = await failure(http({ baseUrl: `http://127.0.0.1:${port}/api/v1` }), post);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(describeError(error)).toBe(
      `Kestra cannot be reached at http://127.0.0.1:${port}/api/v1: connection refused (ECONNREFUSED).\n` +
        'Check that Kestra is running and that KESTRA_BASE_URL is its address. In a container, "localhost" is the ' +
        'container itself: try host.docker.internal.',
    );
  });

  it('a port that fetch blocks is told as that', async () => {
    const error = await failure(http({ baseUrl: 'http://127.0.0.1:9/api/v1' }), post);
    expect(describeError(error)).toBe(
      'Kestra cannot be reached at http://127.0.0.1:9/api/v1: bad port.\n' +
        'Node.js does not connect to this port, for security reasons. Give Kestra another port and set KESTRA_BASE_URL to it.',
    );
  });

  it('an unknown host is told', async () => {
    const error = await failure(http({ baseUrl: 'http://kestra.invalid/api/v1' }), post);
    expect(describeError(error)).toMatch(
      /^Kestra cannot be reached at http:\/\/kestra\.invalid\/api\/v1: the host name .*\((ENOTFOUND|EAI_AGAIN)\)\.\n/,
    );
  });

  it('a connection that breaks is told', async () => {
    kestra.answers({
      'POST /main/flows/a/b': (_, response) => {
        response.destroy();
        return undefined;
      },
    });
    expect(describeError(await failure(http(), post))).toMatch(
      /: the connection was closed \(UND_ERR_SOCKET\)\.\n/,
    );
  });

  it('https to a port for http says which to write', async () => {
    const baseUrl = kestra.baseUrl.replace('http:', 'https:');
    expect(describeError(await failure(http({ baseUrl }), post))).toBe(
      `Kestra cannot be reached at ${baseUrl}: that port speaks http, not https.\n` +
        `Use ${kestra.baseUrl.replace('/api/v1', '')} as KESTRA_BASE_URL.`,
    );
  });

  it('http to a port for https says which to write', async () => {
    const server = createTlsServer({ key: KEY, cert: CERTIFICATE });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const error = await failure(http({ baseUrl: `http://127.0.0.1:${port}/api/v1` }), post);
    await new Promise((resolve) => server.close(resolve));
    expect(describeError(error)).toMatch(
      new RegExp(
        `: the connection was closed \\(.*\\)\\.\n.*use https://127.0.0.1:${port} as KESTRA_BASE_URL\\. Kestra may`,
      ),
    );
  });

  it('what is no HTTP at all, such as the alert of TLS, says so', async () => {
    kestra.answers({
      'POST /main/flows/a/b': (_, response) => {
        response.socket?.end(Buffer.from([21, 3, 3, 0, 2, 2, 70]));
        return undefined;
      },
    });
    const error = await failure(http(), post);
    expect(describeError(error)).toMatch(
      /the server there does not speak http\.\nIf it speaks https, use https:/,
    );
  });

  it.each([
    '<html><center>The plain HTTP request was sent to HTTPS port</center></html>',
    'Client sent an HTTP request to an HTTPS server.\n',
    "<p>You're speaking plain HTTP to an SSL-enabled server port.</p>",
  ])('a port for https that answers says it: %j', async (text) => {
    kestra.answers({ 'GET /main/flows/a/b': { status: 400, text } });
    expect(describeError(await failure())).toMatch(
      /\nThat port speaks https, not http: use https:\/\/127\.0\.0\.1:\d+ as KESTRA_BASE_URL\.$/,
    );
  });

  it('a server that speaks TLS badly is not asked to be trusted', async () => {
    const baseUrl = kestra.baseUrl.replace('http:', 'https:');
    expect(describeError(await failure(http({ baseUrl }), post))).toMatch(
      /^Kestra cannot be reached at https/,
    );
  });
});

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

describe('a failure that comes as a success', () => {
  const PROBLEM = {
    type: 'https://kestra.io/docs/api-reference/problems/conflict',
    title: 'Conflict',
    status: 409,
    detail: 'It runs.',
  };
  const ENVELOPE = { message: 'Illegal state: it runs', logref: null, _links: { self: {} }, _embedded: {} };

  it.each([
    ['a problem', { json: PROBLEM }, 'KMCP_CONFLICT', 'It runs.'],
    [
      'a problem by its content type',
      { text: '{"detail":"No"}', headers: { 'content-type': 'application/problem+json' } },
      'KMCP_REFUSED',
      'No',
    ],
    ['an envelope of 1.x', { json: ENVELOPE }, 'KMCP_REFUSED', 'Illegal state: it runs'],
  ])('is one: %s', async (_, reply, code, said) => {
    kestra.answers({ 'GET /main/flows/a/b': reply });
    expect(await failure()).toMatchObject({ code, said, status: 200 });
  });

  it.each([
    { type: 'STRING', value: 'x', status: 3 },
    { message: 'm' },
    { type: 'https://kestra.io/docs/api-reference/problems/conflict' },
    [PROBLEM],
  ])('is none: %j', async (json) => {
    kestra.answers({ 'GET /main/flows/a/b': { json } });
    expect(await http().json(flow)).toEqual(json);
  });
});

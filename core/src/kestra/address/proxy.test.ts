import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { proxyFor } from '../../config/proxy.js';
import { describeError } from '../../foundation/errors.js';
import { KestraClient } from '../client.js';

const kestra = useKestra();
let proxy: Server;
let port: number;
let seen: string[];
/** The status that the proxy returns instead of forwarding. */
let refusal: number | undefined;

beforeEach(async () => {
  seen = [];
  refusal = undefined;
  proxy = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (refusal !== undefined) return void response.writeHead(refusal).end();
    response.setHeader('content-type', 'application/json').end('{"version":"1.3.31","edition":"OSS"}');
  });
  proxy.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
    const inside = connect(Number(new URL(kestra.baseUrl).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      inside.pipe(socket).pipe(inside);
    });
    inside.on('error', () => socket.destroy());
    socket.on('error', () => inside.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  port = (proxy.address() as AddressInfo).port;
});

afterEach(() => {
  proxy.closeAllConnections();
  proxy.close();
});

const configs = (baseUrl: string, env: Record<string, string>) => {
  const found = proxyFor(baseUrl, env);
  const settings = { ...kestra.settings(), baseUrl, ...(found && { proxy: found }) };
  return new KestraClient(settings).instance.configs().catch(describeError);
};

describe('a proxy', () => {
  it('of HTTP_PROXY is asked for an http address, without a tunnel', async () => {
    const env = { HTTP_PROXY: `http://127.0.0.1:${port}` };
    expect(await configs('http://kestra.invalid/api/v1', env)).toMatchObject({ version: '1.3.31' });
    expect(seen).toEqual(['GET http://kestra.invalid/api/v1/configs']);
  });

  it('of HTTPS_PROXY is asked for a tunnel to an https address', async () => {
    const text = await configs('https://kestra.invalid/api/v1', { https_proxy: `127.0.0.1:${port}` });
    expect(seen[0]).toBe('CONNECT kestra.invalid:443');
    // The fake behind the tunnel speaks http.
    expect(text).toContain(
      `cannot be reached at https://kestra.invalid/api/v1 through the proxy http://127.0.0.1:${port}: `,
    );
  });

  it('is never asked for this machine', async () => {
    kestra.answers({ 'GET /configs': { json: { version: '2.0.0' } } });
    expect(await configs(kestra.baseUrl, { HTTP_PROXY: `http://127.0.0.1:${port}` })).toMatchObject({
      version: '2.0.0',
    });
    expect(seen).toEqual([]);
  });

  it('that is not there is named, without its password', async () => {
    proxy.close();
    const text = await configs('http://kestra.invalid/api/v1', {
      HTTP_PROXY: `http://ada:hunter2@127.0.0.1:${port}`,
    });
    expect(text).toBe(
      `Kestra cannot be reached at http://kestra.invalid/api/v1 through the proxy http://127.0.0.1:${port}: ` +
        "connection refused (ECONNREFUSED).\nThe proxy is set in HTTP_PROXY. Check it, or add Kestra's host to " +
        'NO_PROXY to connect directly.',
    );
  });

  it('that wants a user says so', async () => {
    refusal = 407;
    const env = { HTTP_PROXY: `http://127.0.0.1:${port}`, HTTPS_PROXY: `http://127.0.0.1:${port}` };
    const about = `through the proxy http://127.0.0.1:${port}: `;
    const hint = (variable: string) =>
      `.\nThe proxy requires a login. Set ${variable} to http://user:password@host:port.`;
    expect(await configs('http://kestra.invalid/api/v1', env)).toBe(
      `Kestra cannot be reached at http://kestra.invalid/api/v1 ${about}Proxy Authentication Required (407)${hint('HTTP_PROXY')}`,
    );
    const tunnelled = await configs('https://kestra.invalid/api/v1', env);
    expect(tunnelled).toContain(about);
    expect(tunnelled).toContain(hint('HTTPS_PROXY'));
  });

  const set = { HTTP_PROXY: 'http://p:1', HTTPS_PROXY: 'http://q:1' };
  it.each([
    ['http://a.example:8080/api/v1', set, 'HTTP_PROXY'],
    ['https://a.example/api/v1', set, 'HTTPS_PROXY'],
    ['http://a.example/api/v1', { ...set, http_proxy: 'http://r:1' }, 'http_proxy'],
    ['https://a.example/api/v1', { HTTP_PROXY: 'http://p:1' }, undefined],
    ['http://a.example/api/v1', { HTTP_PROXY: ' ' }, undefined],
    ['http://a.example/api/v1', { ...set, NO_PROXY: '*' }, undefined],
    ['http://a.example/api/v1', { ...set, NO_PROXY: 'b.example, a.example' }, undefined],
    ['http://a.example/api/v1', { ...set, no_proxy: '.example' }, undefined],
    ['http://x.a.example/api/v1', { ...set, NO_PROXY: '*.a.example' }, undefined],
    ['http://xa.example/api/v1', { ...set, NO_PROXY: 'a.example' }, 'HTTP_PROXY'],
    ['http://a.example:8080/api/v1', { ...set, NO_PROXY: 'a.example:8080' }, undefined],
    ['http://a.example:8081/api/v1', { ...set, NO_PROXY: 'a.example:8080' }, 'HTTP_PROXY'],
    ['http://[fd00::1]:8080/api/v1', { ...set, NO_PROXY: '[fd00::1]:8080' }, undefined],
    ['http://[fd00::1]:8080/api/v1', { ...set, NO_PROXY: 'fd00::1' }, undefined],
  ])('for %s under %j is that of %s', (baseUrl, env, variable) => {
    expect(proxyFor(baseUrl, env as Record<string, string>)?.variable).toBe(variable);
  });
});

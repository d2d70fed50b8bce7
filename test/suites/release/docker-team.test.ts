import { request as httpRequest } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { FakeKestra } from '../../published/kit/fake-kestra.js';
import { type HttpHost, startHttp } from '../../support/host/http.js';
import { temporaryFolder } from '../../support/temporary.js';
import { CERTIFICATE, KEY } from '../docs/errors/self-signed.js';
import { composeFaults, composeText, readExample } from './docker/compose.js';
import { askOverTls } from './docker/tls-client.js';

const TEXT = composeText('team.yml');
const { name, services, ...rest } = parse(TEXT);
const CADDYFILE = readExample('Caddyfile');
const NAME = 'mcp.example.com';

describe('team.yml', () => {
  it('is what the Compose specification asks for', () => {
    expect([name, composeFaults({ services, ...rest })]).toEqual(['kestra-mcp-team', null]);
    expect(TEXT).not.toContain('${');
  });

  it('lets nobody reach the host but through the proxy, which waits until it is healthy', () => {
    expect(services.mcp.ports).toBeUndefined();
    expect(services.proxy.ports).toEqual(['443:443']);
    expect(services.proxy.depends_on.mcp.condition).toBe('service_healthy');
    expect(CADDYFILE).toContain('reverse_proxy mcp:3333');
  });

  it('has no credentials, and the same name for all', () => {
    const { environment } = services.mcp;
    expect(Object.keys(environment).filter((each) => /USERNAME|PASSWORD|TOKEN/.test(each))).toEqual([]);
    expect(environment.KESTRA_MCP_HTTP_ALLOWED_HOSTS).toBe(NAME);
    expect(services.proxy.environment.MCP_HOST).toBe(NAME);
    expect(CADDYFILE).toContain(`{$MCP_HOST:${NAME}}`);
  });
});

describe('the Caddyfile', () => {
  it('leads to MCP and to what says that it lives, and to nothing else', () => {
    const [, paths = ''] = /@mcp path (.*)/.exec(CADDYFILE) ?? [];
    expect(paths.split(' ')).toEqual(['/mcp', '/mcp/*', '/healthz']);
    expect(CADDYFILE).toMatch(/handle \{\s+respond 404\s+\}/);
    expect(CADDYFILE.split('{').length).toBe(CADDYFILE.split('}').length);
  });
});

describe('the host as team.yml starts it, behind TLS', () => {
  const kestra = new FakeKestra({ version: '1.3.0', edition: 'OSS' });
  let host: HttpHost;
  let proxy: Server;

  /** Forwards TLS requests to the server with their Host header, as Caddy does. */
  const forwarding = () =>
    createServer({ key: KEY, cert: CERTIFICATE }, (request, response) => {
      const { headers, method, url } = request;
      const to = { ...headers, 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https' };
      const { hostname, port } = new URL(host.url);
      const sent = httpRequest({ hostname, port, path: url, method, headers: to }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      request.pipe(sent);
    });

  beforeAll(async () => {
    await kestra.listen();
    // Compose replaces unset variables by an empty text, not null, after parsing.
    const given = Object.entries<string | null>(services.mcp.environment);
    const env = Object.fromEntries(given.map(([variable, value]) => [variable, value ?? '']));
    const [listen = ''] = services.mcp.command as string[];
    expect(listen).toBe('--http=0.0.0.0:3333');
    const config = readExample('team-config/kestra-mcp.config.json');
    const folder = temporaryFolder({ 'kestra-mcp.config.json': config });
    host = await startHttp({
      http: '0.0.0.0:0',
      env: { ...env, KESTRA_BASE_URL: kestra.baseUrl, KESTRA_MCP_USER_FOLDER: folder },
    });
    host.url = host.url.replace('0.0.0.0', '127.0.0.1');
    proxy = forwarding();
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    proxy.closeAllConnections();
    proxy.close();
    await host.close();
    await kestra.close();
  });

  const ask = (path: string, headers: Record<string, string> = {}, body?: object) =>
    askOverTls((proxy.address() as AddressInfo).port, { path, headers: { host: NAME, ...headers }, body });
  const call = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'list_flows_in_namespace', arguments: { namespace: 'company' } },
  };
  const MCP = { accept: 'application/json, text/event-stream', 'content-type': 'application/json' };
  const ANN = `Basic ${Buffer.from('ann@kestra.io:Password1').toString('base64')}`;

  it('asks Kestra with the credentials of who calls, and without any refuses', async () => {
    kestra.answers({ 'GET /main/flows/company': { json: [] } });
    expect((await ask('/mcp', MCP, call)).status).toBe(401);
    const { status, text } = await ask('/mcp', { ...MCP, authorization: ANN }, call);
    expect({ status, text }).toMatchObject({ status: 200, text: expect.stringContaining('results') });
    expect(kestra.asked.map(({ headers }) => headers.authorization)).toContain(ANN);
  });

  it('gives a client that may only read no more than that, and lists what the file has left on', async () => {
    const names = async (path: string) => {
      const list = { jsonrpc: '2.0', id: 2, method: 'tools/list', params: {} };
      const { text } = await ask(path, { ...MCP, authorization: ANN }, list);
      return [...text.matchAll(/"name":"([a-z]+_[a-z_]+)"/g)].map(([, found]) => found);
    };
    expect(await names('/mcp')).toContain('execute_flow');
    expect(await names('/mcp/readonly')).not.toContain('execute_flow');
    expect(await names('/mcp/g/kv')).toEqual(['manage_kv_store']);
  });

  it('says to all that it lives, and its metrics to nobody who comes through the proxy', async () => {
    expect((await ask('/healthz')).status).toBe(200);
    expect((await ask('/metrics')).status).toBe(403);
    expect((await ask('/mcp', { host: 'elsewhere.example.com' })).status).toBe(403);
  });
});

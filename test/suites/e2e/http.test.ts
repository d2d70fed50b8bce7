import { beforeAll, describe, expect, it } from '@jest/globals';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ok } from '../../support/host/host.js';
import { connectHttp, type HttpHost, MODERN, startHttp } from '../../support/host/http.js';

let host: HttpHost;

beforeAll(async () => {
  host = await startHttp({ args: ['--sandbox'] });
});

const NAMESPACES = { results: ['system (created)'], total: 1 };

/** A bare request of the 2025 protocol, as a client without a session sends it. */
function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(host.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** The content of a response, in JSON or as the only event of a stream. */
async function read(
  response: Response,
): Promise<{ id?: unknown; result?: unknown; error?: { message: string } }> {
  const text = await response.text();
  return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text);
}

const HELLO = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
};
const LIST = {
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'list_namespaces', arguments: {} },
};

describe('MCP over HTTP', () => {
  it('says in one line where it listens, and nothing on stdout', () => {
    expect(host.stderr()).toMatch(/^kestra-mcp: MCP at http:\/\/127\.0\.0\.1:\d+\/mcp\n$/);
    expect(host.stdout()).toBe('');
  });

  it('serves a client of 2025 with a session', async () => {
    const client = await connectHttp(host.url);
    expect(client.getProtocolEra()).toBe('legacy');
    expect(await ok(client, 'list_namespaces')).toEqual(NAMESPACES);
    await client.close();
  });

  it('serves a client of 2026 without one', async () => {
    const client = await connectHttp(host.url, { client: MODERN });
    expect(client.getProtocolEra()).toBe('modern');
    expect(await ok(client, 'list_namespaces')).toEqual(NAMESPACES);
  });

  it('serves the v1 client', async () => {
    const client = new ClientV1({ name: 'kestra-mcp-tests', version: '1.0.0' });
    const transport = new TransportV1(new URL(host.url));
    await client.connect(transport as never);
    const { structuredContent } = await client.callTool({ name: 'list_namespaces', arguments: {} });
    expect(structuredContent).toEqual(NAMESPACES);
    await transport.terminateSession();
    await client.close();
  });

  it('serves a client of 2025 that keeps no session', async () => {
    expect((await post(HELLO)).status).toBe(200);
    expect(await read(await post(LIST))).toMatchObject({ id: 1, result: { structuredContent: NAMESPACES } });
  });

  it('lives, and is ready', async () => {
    const [lives, ready] = await Promise.all(
      ['/healthz', '/readyz'].map((path) => fetch(new URL(path, host.url))),
    );
    expect(await lives?.json()).toEqual({ status: 'ok' });
    expect(await ready?.json()).toEqual({ status: 'ready' });
  });
});

describe('a session', () => {
  it('ends when its client says so', async () => {
    const id = (await post(HELLO)).headers.get('mcp-session-id') ?? '';
    const session = { 'mcp-session-id': id };
    expect(await read(await post(LIST, session))).toMatchObject({
      result: { structuredContent: NAMESPACES },
    });
    expect((await fetch(host.url, { method: 'DELETE', headers: session })).status).toBe(200);
    const gone = await post(LIST, session);
    expect(gone.status).toBe(404);
    expect(await read(gone)).toMatchObject({
      error: { code: -32_001, message: expect.stringContaining('Initialize a new one') },
    });
  });
});

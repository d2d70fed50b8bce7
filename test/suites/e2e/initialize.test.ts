import { describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { startHost } from '../../support/host/host.js';
import { opening, request } from '../../support/host/messages.js';
import { RawHost } from '../../support/host/raw.js';
import { startFrom } from '../../support/programs/environment.js';

const NEWEST = '2026-07-28';

async function names(client: Client): Promise<string[]> {
  return (await client.listTools()).tools.map(({ name }) => name);
}

describe('initialize', () => {
  it('talks to the v2 client with the old handshake', async () => {
    const { client, stop } = await startHost();
    expect(client.getProtocolEra()).toBe('legacy');
    expect(client.getServerVersion()).toMatchObject({ name: 'kestra-mcp', version: '0.1.0' });
    expect(client.getServerCapabilities()).toMatchObject({ tools: { listChanged: true } });
    expect(client.getInstructions()).toContain('Flows: ');
    expect(await names(client)).toContain('find_flow');
    await stop();
  });

  it('talks to the v2 client with the protocol of 2026', async () => {
    const { client, stop } = await startHost({
      client: { versionNegotiation: { mode: { pin: NEWEST } } },
    });
    expect(client.getProtocolEra()).toBe('modern');
    expect(client.getNegotiatedProtocolVersion()).toBe(NEWEST);
    expect(await names(client)).toContain('find_flow');
    await stop();
  });

  it('is found out by a client that asks first which protocol there is', async () => {
    const { client, stop } = await startHost({ client: { versionNegotiation: { mode: 'auto' } } });
    expect(client.getProtocolEra()).toBe('modern');
    expect(await names(client)).toContain('find_flow');
    await stop();
  });

  it('talks to the v1 client', async () => {
    const { args, ...start } = startFrom({});
    const client = new ClientV1({ name: 'kestra-mcp-tests', version: '1.0.0' });
    await client.connect(new TransportV1({ command: process.execPath, args, ...start, stderr: 'ignore' }));
    const { tools } = await client.listTools();
    const result = await client.callTool({ name: 'find_flow', arguments: {} });
    await client.close();
    expect(tools.map(({ name }) => name)).toContain('find_flow');
    expect(result).toMatchObject({ isError: true, content: [{ type: 'text' }] });
  });

  it.each(['2024-10-07', '2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])(
    'answers initialize of %s with that version',
    async (version) => {
      const host = new RawHost();
      host.send(...opening(version), request(1, 'ping'));
      expect((await host.answer(0)).result).toMatchObject({ protocolVersion: version });
      expect((await host.answer(1)).result).toEqual({});
      host.endInput();
      expect((await host.finished).code).toBe(0);
    },
  );

  it('is not needed: server/discover tells the same, and is told first by some', async () => {
    const host = new RawHost();
    const client = { name: 'raw', version: '1.0.0' };
    const _meta = {
      'io.modelcontextprotocol/protocolVersion': NEWEST,
      'io.modelcontextprotocol/clientInfo': client,
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    host.send(request(1, 'server/discover', { _meta }), request(2, 'tools/list', { _meta }));
    expect((await host.answer(1)).result).toMatchObject({
      supportedVersions: [NEWEST],
      capabilities: { tools: { listChanged: true }, resources: { subscribe: true }, completions: {} },
      instructions: expect.stringContaining('Flows: '),
      ttlMs: 300_000,
      cacheScope: 'private',
    });
    const { result } = await host.answer(2);
    expect(result).not.toHaveProperty('nextCursor');
    host.endInput();
    expect((await host.finished).code).toBe(0);
  });

  it('answers an unknown version with one that it has', async () => {
    const host = new RawHost();
    host.send(...opening('1999-01-01'));
    expect((await host.answer(0)).result.protocolVersion).toMatch(/^20\d\d-\d\d-\d\d$/);
    host.endInput();
    await host.finished;
  });
});

import { describe, expect, it } from '@jest/globals';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { Wire } from '../../../../test/support/host/wire.js';
import { registryOf } from '../../../../test/support/plugins/things.js';
import { until } from '../../../../test/support/until.js';
import { definePlugin, defineResource } from '../../plugin/author/define.js';
import { select } from '../../selection/selection.js';
import { createServer } from '../mcp-server.js';
import type { ServedHost } from '../served-host.js';
import { ListenedTransport } from './listened-transport.js';

const group = { name: 'g', title: 'G' };
const resource = (name: string, more: object = {}) =>
  defineResource({ group, name, uri: `x://${name}`, description: 'D.', ...more, handler: () => '' });
const plugin = definePlugin({
  id: 'p',
  resources: [resource('report', { watch: true, ttlMs: 7 }), resource('still')],
});
const VERSION = '2026-07-28';
const META = {
  'io.modelcontextprotocol/protocolVersion': VERSION,
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};
const TOKEN = 'io.modelcontextprotocol/subscriptionId';

/** A server on stdio for a client of the 2026-07-28 protocol, with counters of what its host did. */
async function serve() {
  const registry = await registryOf(plugin);
  for (const { manifest } of registry.resources.values()) if (manifest.watch) manifest.watch = { everyMs: 2 };
  const state = { content: 'one', listeners: 0, most: 0, isProvisional: false };
  const host = {
    version: '1.2.3',
    sandbox: false,
    selection: () => select(registry, { enable: [], disable: [], readOnly: false }),
    onSelectionChange: () => {
      state.most = Math.max(state.most, ++state.listeners);
      return () => void state.listeners--;
    },
    ready: async () => undefined,
    isProvisional: () => state.isProvisional,
    listed: () => undefined,
    read: async () => ({ mimeType: 'text/plain', text: state.content }),
  } as Partial<ServedHost> as ServedHost;
  const wire = new Wire();
  const listened = new ListenedTransport(wire, host);
  const { close } = serveStdio(() => listened.told(createServer(host)), { transport: listened });
  const send = (message: object) => wire.onmessage?.({ jsonrpc: '2.0', ...message } as never);
  const modern = (id: number, method: string, params: object = {}) =>
    send({ id, method, params: { ...params, _meta: META } });
  const answer = (id: number) => until(() => wire.sent.find((message) => message.id === id));
  const told = (method: string) =>
    wire.sent.filter((message) => message.method === `notifications/${method}`).map(({ params }) => params);
  return { wire, state, send, modern, answer, told, close };
}

const listen = (uris: string[]) => ({ notifications: { resourceSubscriptions: uris } });

describe('subscriptions/listen', () => {
  it('acknowledges what can be watched alone, and tells of its changes until it is cancelled', async () => {
    const { state, send, modern, told, close } = await serve();
    modern(1, 'subscriptions/listen', listen(['x://report', 'x://still', 'x://nothing']));
    await until(() => told('subscriptions/acknowledged').length === 1 || undefined);
    expect(told('subscriptions/acknowledged')).toEqual([
      { notifications: { resourceSubscriptions: ['x://report'] }, _meta: { [TOKEN]: 1 } },
    ]);
    await until(() => state.listeners === 2 || undefined);
    await until(() => {
      state.content += '!';
      return told('resources/updated').length > 0 || undefined;
    });
    expect(told('resources/updated')[0]).toEqual({ uri: 'x://report', _meta: { [TOKEN]: 1 } });
    send({ method: 'notifications/cancelled', params: { requestId: 1, _meta: META } });
    await until(() => state.listeners === 1 || undefined);
    await close();
    expect(state.listeners).toBe(0);
  });

  it('of two streams watches a resource once, and tells both', async () => {
    const { state, send, modern, told, close } = await serve();
    modern(1, 'subscriptions/listen', listen(['x://report']));
    modern(2, 'subscriptions/listen', listen(['x://report']));
    await until(() => state.listeners === 2 || undefined);
    await until(() => told('subscriptions/acknowledged').length === 2 || undefined);
    const changed = async () => {
      const before = told('resources/updated').length;
      state.content += '!';
      await until(() => told('resources/updated').length > before || undefined);
      return told('resources/updated').slice(before);
    };
    await until(async () => ((await changed()).length === 2 ? true : undefined));
    send({ method: 'notifications/cancelled', params: { requestId: 1, _meta: META } });
    await until(async () => ((await changed()).length === 1 ? true : undefined));
    expect(told('resources/updated').at(-1)).toMatchObject({ _meta: { [TOKEN]: 2 } });
    await close();
    expect(state.listeners).toBe(0);
  });

  it('ends with the connection', async () => {
    const { wire, state, modern, close } = await serve();
    modern(1, 'subscriptions/listen', listen(['x://report']));
    await until(() => state.listeners === 2 || undefined);
    await wire.close();
    await until(() => state.listeners === 0 || undefined);
    await close();
  });

  it('has no other way in 2026-07-28', async () => {
    const { modern, answer, close } = await serve();
    for (const [id, method] of ['resources/subscribe', 'resources/unsubscribe'].entries()) {
      modern(id, method, { uri: 'x://report' });
      expect((await answer(id)).error).toMatchObject({ code: -32601 });
    }
    await close();
  });
});

describe('server/discover', () => {
  it('answers before anything else, with all that initialize tells', async () => {
    const { modern, answer, close } = await serve();
    modern(1, 'server/discover');
    expect((await answer(1)).result).toMatchObject({
      supportedVersions: [VERSION],
      capabilities: { tools: {}, resources: { subscribe: true }, prompts: {}, completions: {} },
      instructions: expect.stringContaining('Tools for a Kestra instance'),
      ttlMs: 300_000,
      cacheScope: 'private',
      _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'kestra-mcp', version: '1.2.3' } },
    });
    await close();
  });

  it('leaves nothing behind when the client goes on as one of 2025', async () => {
    const { state, send, modern, answer, close } = await serve();
    modern(1, 'server/discover');
    await answer(1);
    const clientInfo = { name: 'test', version: '1' };
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
    send({ id: 2, method: 'initialize', params });
    expect((await answer(2)).result).toMatchObject({ protocolVersion: '2025-06-18' });
    expect([state.most, state.listeners]).toEqual([1, 1]);
    await close();
    expect(state.listeners).toBe(0);
  });
});

describe('what a client of 2026-07-28 may keep', () => {
  it.each([
    ['tools/list', 300_000],
    ['resources/list', 300_000],
    ['resources/templates/list', 300_000],
    ['prompts/list', 300_000],
  ])('of %s is said', async (method, ttlMs) => {
    const { modern, answer, close } = await serve();
    modern(1, method);
    expect((await answer(1)).result).toMatchObject({ ttlMs, cacheScope: 'private' });
    await close();
  });

  it('of a list that may lack something still is nothing', async () => {
    const { modern, answer, close, state } = await serve();
    state.isProvisional = true;
    modern(1, 'tools/list');
    modern(2, 'resources/list');
    modern(3, 'resources/templates/list');
    modern(4, 'prompts/list');
    for (const id of [1, 2, 3, 4])
      expect((await answer(id)).result).toMatchObject({ ttlMs: 0, cacheScope: 'private' });
    await close();
  });

  it('of a resource is what it says, and nothing where it says nothing', async () => {
    const { modern, answer, close } = await serve();
    modern(1, 'resources/read', { uri: 'x://report' });
    modern(2, 'resources/read', { uri: 'x://still' });
    expect((await answer(1)).result).toMatchObject({ ttlMs: 7, cacheScope: 'private' });
    expect((await answer(2)).result).toMatchObject({ ttlMs: 0, cacheScope: 'private' });
    await close();
  });
});

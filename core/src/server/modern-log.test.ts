import { expect, it } from '@jest/globals';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { Wire } from '../../../test/support/host/wire.js';
import { registryOf, thingsPlugin } from '../../../test/support/plugins/things.js';
import { until } from '../../../test/support/until.js';
import { select } from '../selection/selection.js';
import { createServer } from './mcp-server.js';
import type { ServedHost } from './served-host.js';

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

it('a client of 2026-07-28 is sent log lines of the level that its request asks for, and none by itself', async () => {
  const selection = select(await registryOf(thingsPlugin), { enable: [], disable: [], readOnly: false });
  const host = {
    ...{ version: '1.2.3', sandbox: false, selection: () => selection, listed: () => undefined },
    onSelectionChange: () => () => undefined,
    call: async (_name, _given, { log }) => {
      await log('debug', 'a detail');
      await log('warning', 'a warning');
      return { content: [] };
    },
  } as Partial<ServedHost> as ServedHost;
  const wire = new Wire();
  const { close } = serveStdio(() => createServer(host, { era: 'modern' }), { transport: wire });
  const call = async (id: number, more: object = {}) => {
    const params = { name: 'get_thing', arguments: {}, _meta: { ...META, ...more } };
    wire.onmessage?.({ jsonrpc: '2.0', id, method: 'tools/call', params } as never);
    await until(() => wire.sent.find((message) => message.id === id));
    return wire.sent.flatMap(({ method, params }) =>
      method === 'notifications/message' ? [(params as { data: string }).data] : [],
    );
  };
  expect(await call(1)).toEqual([]);
  expect(await call(2, { 'io.modelcontextprotocol/logLevel': 'info' })).toEqual(['a warning']);
  expect(await call(3, { 'io.modelcontextprotocol/logLevel': 'debug' })).toEqual([
    'a warning',
    'a detail',
    'a warning',
  ]);
  await close();
});

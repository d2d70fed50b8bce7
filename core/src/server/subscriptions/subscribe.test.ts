import { describe, expect, it } from '@jest/globals';
import { connectTo } from '../../../../test/support/host/wire.js';
import { registryOf } from '../../../../test/support/plugins/things.js';
import { until } from '../../../../test/support/until.js';
import { InputError, KestraMcpError } from '../../foundation/errors.js';
import { definePlugin, defineResource } from '../../plugin/author/define.js';
import type { ChangedLists } from '../../selection/live.js';
import { select } from '../../selection/selection.js';
import type { ServedHost } from '../served-host.js';

const group = { name: 'g', title: 'G' };
const resource = (name: string, uri: string, more: object = {}) =>
  defineResource({ group, name, uri, description: 'D.', ...more, handler: () => '' });
const plugin = definePlugin({
  id: 'p',
  resources: [
    resource('report', 'x://report', { watch: true }),
    resource('of_flow', 'x://flows/{id}', { watch: { everyMs: 60_000 } }),
    resource('still', 'x://still'),
  ],
});

/** A host whose resources have the content of the test, and are read every few milliseconds. */
async function connect(host: Partial<ServedHost> = {}, everyMs = 2) {
  const registry = await registryOf(plugin);
  for (const { manifest } of registry.resources.values()) if (manifest.watch) manifest.watch = { everyMs };
  const state = { content: 'one', reads: 0, disable: [] as string[] };
  const listeners = new Set<(changed: ChangedLists) => void>();
  const served: Partial<ServedHost> & Pick<ServedHost, 'selection'> = {
    selection: () => select(registry, { enable: [], disable: state.disable, readOnly: false }),
    onSelectionChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async read() {
      state.reads++;
      return { mimeType: 'text/plain', text: state.content };
    },
    ...host,
  };
  const { wire, hello } = await connectTo(served);
  let id = 1;
  const ask = async (method: string, uri: string) => {
    const { result, error } = await wire.ask(++id, `resources/${method}`, { uri });
    return error ?? result;
  };
  const updates = () =>
    wire.sent
      .filter(({ method }) => method === 'notifications/resources/updated')
      .map(({ params }) => params);
  const readMore = (count = 3) => {
    const from = state.reads;
    return until(() => state.reads >= from + count || undefined);
  };
  const change = (changed = { tools: false, resources: true, prompts: false }) => {
    for (const listener of [...listeners]) listener(changed);
  };
  return { wire, hello, ask, updates, readMore, state, listeners, change };
}

describe('resources/subscribe', () => {
  it('is said to be there', async () => {
    const { hello } = await connect();
    expect(hello.result).toMatchObject({
      capabilities: { resources: { subscribe: true, listChanged: true } },
    });
  });

  it('tells of each change, and of nothing while nothing changes', async () => {
    const { wire, ask, updates, readMore, state } = await connect();
    expect(await ask('subscribe', 'x://report')).toEqual({});
    await readMore();
    expect(updates()).toEqual([]);
    state.content = 'two';
    await until(() => updates().length === 1 || undefined);
    await readMore();
    expect(updates()).toEqual([{ uri: 'x://report' }]);
    await wire.close();
  });

  it('reads once for a resource that is subscribed to twice, and of a template the one that is meant', async () => {
    const { wire, ask, updates, readMore, state } = await connect();
    await ask('subscribe', 'x://flows/a');
    await ask('subscribe', 'x://flows/a');
    await readMore(1);
    state.content = 'two';
    await until(() => updates().length > 0 || undefined);
    await readMore();
    expect(updates()).toEqual([{ uri: 'x://flows/a' }]);
    await wire.close();
  });

  it('reads once for all connections that see the same', async () => {
    const sharing = {};
    let [reads, together, most] = [0, 0, 0];
    const read: ServedHost['read'] = async () => {
      most = Math.max(most, ++together);
      await new Promise((resolve) => setImmediate(resolve));
      together--;
      return { mimeType: 'text/plain', text: `${++reads > 5}` };
    };
    const all = [
      await connect({ sharing, read }),
      await connect({ sharing, read }),
      await connect({ sharing, read }),
    ];
    for (const { ask } of all) await ask('subscribe', 'x://report');
    for (const { updates } of all) await until(() => updates().length === 1 || undefined);
    expect(most).toBe(1);
    const [first, ...others] = all;
    await first?.wire.close();
    const before = reads;
    await until(() => reads > before + 2 || undefined);
    for (const { wire } of others) await wire.close();
    await until(async () => {
      const { reads: seen } = { reads };
      await new Promise((resolve) => setTimeout(resolve, 30));
      return reads === seen || undefined;
    });
  });

  it('ends with unsubscribe, and nothing is read any more', async () => {
    const { ask, updates, readMore, state, listeners } = await connect();
    await ask('subscribe', 'x://report');
    await readMore();
    expect(listeners.size).toBe(2);
    expect(await ask('unsubscribe', 'x://report')).toEqual({});
    expect(await ask('unsubscribe', 'x://nothing')).toEqual({});
    const { reads } = state;
    state.content = 'two';
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect([updates(), listeners.size]).toEqual([[], 1]);
    expect(state.reads).toBeLessThanOrEqual(reads + 1);
  });

  it('ends with the connection', async () => {
    const { wire, ask, state, listeners } = await connect();
    await ask('subscribe', 'x://report');
    await ask('subscribe', 'x://flows/a');
    await wire.close();
    await until(() => listeners.size === 0 || undefined);
    const { reads } = state;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(state.reads).toBeLessThanOrEqual(reads + 2);
  });

  it('ends with a last word when the resource is switched off', async () => {
    const { ask, updates, readMore, state, listeners, change } = await connect();
    await ask('subscribe', 'x://report');
    await readMore();
    change();
    expect(updates()).toEqual([]);
    state.disable = ['report'];
    change();
    await until(() => updates().length === 1 || undefined);
    expect(listeners.size).toBe(1);
    expect(await ask('subscribe', 'x://flows/a')).toEqual({});
  });
});

describe('a subscription is refused', () => {
  it.each([
    ['x://still', 'The resource "still" cannot be watched. Read it again instead.'],
    [
      'x://nothing',
      'There is no resource x://nothing. The resources are: x://report, x://flows/{id}, x://still.',
    ],
  ])('to %s', async (uri, message) => {
    const { ask } = await connect();
    expect(await ask('subscribe', uri)).toMatchObject({ code: -32602, message });
  });

  it('to what is switched off', async () => {
    const { ask, state } = await connect();
    state.disable = ['report'];
    expect(await ask('subscribe', 'x://report')).toMatchObject({
      code: -32602,
      message: expect.stringContaining('The resource "report" is not available: disabled by'),
    });
  });

  it('where reading is refused for good, and not where Kestra is away', async () => {
    let thrown: Error = new InputError('This server works elsewhere.');
    const { wire, ask, listeners } = await connect({ read: () => Promise.reject(thrown) }, 60_000);
    expect(await ask('subscribe', 'x://report')).toMatchObject({ message: 'This server works elsewhere.' });
    expect(listeners.size).toBe(1);
    thrown = new KestraMcpError('KMCP_SERVER_ERROR', 'Kestra answered 500.');
    expect(await ask('subscribe', 'x://report')).toEqual({});
    await wire.close();
  });

  it('beyond what one connection may have', async () => {
    const { wire, ask } = await connect({}, 60_000);
    for (let flow = 0; flow < 100; flow++) await ask('subscribe', `x://flows/${flow}`);
    expect(await ask('subscribe', 'x://report')).toMatchObject({
      code: -32602,
      message: 'A client can subscribe to at most 100 resources at a time.\nUnsubscribe from others first.',
    });
    await ask('unsubscribe', 'x://flows/7');
    expect(await ask('subscribe', 'x://report')).toEqual({});
    await wire.close();
  });

  it('to who has brought credentials that are not kept', async () => {
    const { ask, state } = await connect({ callerKey: 'somebody' });
    expect(await ask('subscribe', 'x://report')).toMatchObject({
      code: -32602,
      message: expect.stringContaining('Your credentials are used only for the request that carries them.'),
    });
    expect(state.reads).toBe(0);
  });
});

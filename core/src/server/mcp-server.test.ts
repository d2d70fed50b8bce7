import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { connectTo } from '../../../test/support/host/wire.js';
import { registryOf, reportsPlugin, thingsPlugin } from '../../../test/support/plugins/things.js';
import type { ToolsConfig } from '../config/config.js';
import { KestraMcpError } from '../foundation/errors.js';
import { definePlugin, defineTool } from '../plugin/author/define.js';
import type { ChangedLists } from '../selection/live.js';
import { select } from '../selection/selection.js';
import type { ServedHost } from './served-host.js';

async function connect(
  overrides: Partial<ServedHost> = {},
  config: Partial<ToolsConfig> = {},
  ...more: object[]
) {
  const registry = await registryOf(thingsPlugin, reportsPlugin, ...more);
  const selection = select(registry, { enable: [], disable: [], readOnly: false, ...config });
  const listeners = new Set<(changed: ChangedLists) => void>();
  const listed: string[] = [];
  const { wire, hello } = await connectTo({
    selection: () => selection,
    onSelectionChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    listed: () => listed.push('listed'),
    ...overrides,
  });
  return { wire, hello, listeners, listed };
}

describe('initialize', () => {
  it('says who is there, and what the enabled groups are for', async () => {
    const { hello } = await connect();
    expect(hello.result).toMatchObject({
      serverInfo: { name: 'kestra-mcp', version: '1.2.3' },
      capabilities: {
        tools: { listChanged: true },
        resources: { listChanged: true },
        prompts: { listChanged: true },
      },
      instructions: expect.stringMatching(
        /^Tools for a Kestra instance[^\n]*\nThings: look at things\.\nReports: read reports\.$/,
      ),
    });
    const { hello: silent } = await connect({}, { disable: ['things', 'reports'] });
    expect(JSON.stringify(silent.result)).not.toContain('look at things');
    expect(JSON.stringify(silent.result)).not.toContain('read reports');
  });

  it.each([['report'], ['explain_run']])('has the line of a group of which only %s is on', async (only) => {
    const { hello } = await connect({}, { only: [only] });
    expect(hello.result).toMatchObject({ instructions: expect.stringMatching(/\nReports: read reports\.$/) });
  });

  it.each<[Partial<ToolsConfig>, RegExp]>([
    [{ readOnly: true }, /\nAll tools are read-only: nothing can be changed\.\nThings: look at things\.\n/],
    [
      { disable: ['manage_thing', 'generate_flow:auto_create'] },
      /\nThings: look at things\. Read-only here\.\n/,
    ],
    [{ disable: ['manage_thing:set'] }, /\nThings: look at things\.\n/],
  ])('says what is left under %j', async (config, text) => {
    const { hello } = await connect({}, config);
    expect(hello.result).toMatchObject({ instructions: expect.stringMatching(text) });
  });

  it('offers all three, whatever there is', async () => {
    const { hello } = await connect({}, { disable: ['*'] });
    expect(hello.result).toMatchObject({
      capabilities: { tools: { listChanged: true }, resources: {}, prompts: {}, logging: {} },
    });
  });

  it('says that a sandbox is no real Kestra', async () => {
    const { hello } = await connect({ sandbox: true });
    expect(JSON.stringify(hello.result)).toContain('in-memory Kestra simulator');
  });
});

describe('tools/list', () => {
  it('has what is enabled, its effect as annotations', async () => {
    const { wire, listed } = await connect();
    const { result } = await wire.ask(2, 'tools/list');
    const { tools } = result as { tools: { name: string; annotations: object }[] };
    expect(tools.map(({ name, annotations }) => [name, annotations])).toEqual([
      ['get_thing', { readOnlyHint: true, destructiveHint: false }],
      ['manage_thing', { readOnlyHint: false, destructiveHint: true }],
      ['generate_flow', { readOnlyHint: false, destructiveHint: false }],
      ['delete_thing_logs', { readOnlyHint: false, destructiveHint: true }],
    ]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(listed).toEqual(['listed']);
  });

  it('has narrowed schemas', async () => {
    const { wire } = await connect({}, { readOnly: true, only: ['manage_thing'] });
    const { result } = await wire.ask(2, 'tools/list');
    expect(result).toMatchObject({
      tools: [
        {
          name: 'manage_thing',
          title: 'Thing',
          description: 'One thing. Only get is enabled.',
          inputSchema: { properties: { action: { enum: ['get'] } } },
          annotations: { readOnlyHint: true, destructiveHint: false },
        },
      ],
    });
  });

  it('has no parameter that callers cannot choose', async () => {
    const text = z.string().describe('Text');
    const tool = defineTool({
      ...{ group: { name: 'g', title: 'G' }, name: 'list_flows', description: 'D.', effect: 'read' },
      input: z.strictObject({ namespace: text, tenant: text, q: text }),
      output: z.looseObject({}),
      handler: () => ({}),
    });
    const config = { fixed: { namespaces: ['a'], tenant: 'acme' }, only: ['list_flows'] };
    const { wire } = await connect({}, config, definePlugin({ id: 'p', tools: [tool] }));
    const { result } = await wire.ask(2, 'tools/list');
    const { tools } = result as { tools: { inputSchema: { properties: object } }[] };
    expect(tools.map(({ inputSchema }) => inputSchema.properties)).toEqual([
      {
        namespace: { type: 'string', description: 'Namespace: a, or one below' },
        q: { type: 'string', description: 'Text' },
      },
    ]);
  });
});

describe('a change of the selection', () => {
  const ALL = ['tools', 'resources', 'prompts'] as const;
  it.each([[[]], [['tools']], [['resources']], [['prompts']], [['tools', 'resources', 'prompts']]] as [
    (typeof ALL)[number][],
  ][])('is told by list: %j', async (kinds) => {
    const { wire, listeners } = await connect();
    const changed = Object.fromEntries(ALL.map((kind) => [kind, kinds.includes(kind)]));
    for (const listener of listeners) listener(changed as unknown as ChangedLists);
    await new Promise((resolve) => setImmediate(resolve));
    const told = wire.sent.flatMap(({ method }) => (method === undefined ? [] : [method]));
    expect(told).toEqual(kinds.map((kind) => `notifications/${kind}/list_changed`));
  });

  it('is told to nobody when the client is gone', async () => {
    const { wire, listeners } = await connect();
    expect(listeners.size).toBe(1);
    await wire.close();
    expect(listeners.size).toBe(0);
  });
});

describe('tools/call', () => {
  it("hands over name and arguments, and the host's answer", async () => {
    const calls: unknown[] = [];
    const call: ServedHost['call'] = async (name, given) => {
      calls.push([name, given]);
      return { content: [{ type: 'text', text: 'no' }], isError: true };
    };
    const { wire } = await connect({ call });
    const answer = await wire.ask(2, 'tools/call', { name: 'get_thing', arguments: { id: 'x' } });
    await wire.ask(3, 'tools/call', { name: 'get_thing' });
    expect(answer.result).toMatchObject({ content: [{ type: 'text', text: 'no' }], isError: true });
    expect(calls).toEqual([
      ['get_thing', { id: 'x' }],
      ['get_thing', {}],
    ]);
  });

  it.each([
    [new KestraMcpError('KMCP_UNKNOWN_TOOL', 'There is no tool "x".'), -32602, 'There is no tool "x".'],
    [new Error('boom'), -32603, 'boom'],
  ])('answers %s as an error of the protocol', async (thrown, code, message) => {
    const { wire } = await connect({ call: () => Promise.reject(thrown) });
    expect((await wire.ask(2, 'tools/call', { name: 'x' })).error).toMatchObject({ code, message });
  });

  it('reports progress to those who asked for it only', async () => {
    const call: ServedHost['call'] = async (_, __, context) => {
      await context.progress('half', 1, 2);
      await context.progress('more', 2);
      return { content: [] };
    };
    const { wire } = await connect({ call });
    await wire.ask(2, 'tools/call', { name: 'x' });
    await wire.ask(3, 'tools/call', { name: 'x', _meta: { progressToken: 'p' } });
    const progress = wire.sent.filter(({ method }) => method === 'notifications/progress');
    expect(progress.map(({ params }) => params)).toEqual([
      { progressToken: 'p', progress: 1, total: 2, message: 'half' },
      { progressToken: 'p', progress: 2, message: 'more' },
    ]);
  });

  it('tells the handler when the client cancels', async () => {
    const seen: string[] = [];
    const call: ServedHost['call'] = (_, __, { signal, progress, log }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', async () => {
          await progress('late', 1);
          await log('info', 'late');
          seen.push('cancelled');
          resolve({ content: [] });
        });
      });
    const { wire } = await connect({ call });
    const params = { name: 'x', _meta: { progressToken: 'p' } };
    wire.onmessage?.({ jsonrpc: '2.0', id: 2, method: 'tools/call', params });
    await new Promise((resolve) => setImmediate(resolve));
    wire.onmessage?.({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 2 } });
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual(['cancelled']);
    expect(wire.sent.filter(({ id, method }) => id === 2 || method === 'notifications/progress')).toEqual([]);
  });
});

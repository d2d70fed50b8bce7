import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tool } from '@modelcontextprotocol/client';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { failed, ok, startHost } from '../../support/host/host.js';
import { enabledNames, listed } from '../../support/host/listed.js';
import { fourGroups } from '../../support/plugins/four-groups.js';
import { temporaryFolder } from '../../support/temporary.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(() => sandbox.close());

async function start(...args: string[]) {
  return startHost({ args, cwd: fourGroups(), env: { KESTRA_BASE_URL: sandbox.baseUrl } });
}

function actionsOf(tools: readonly Tool[], name: string): unknown {
  const tool = tools.find((candidate) => candidate.name === name);
  return (tool?.inputSchema.properties?.action as { enum?: string[] } | undefined)?.enum;
}

describe('--read-only', () => {
  it('lists no tool and no action that writes', async () => {
    const { client, stop } = await start('--read-only');
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual([
      'find_flow',
      'generate_dashboard',
      'generate_flow',
      'list_executions',
      'list_flows_in_namespace',
      'list_flows_with_triggers',
      'list_namespace_dependencies',
      'list_namespaces',
      'manage_executions',
      'manage_flow',
      'manage_kv_store',
      'search_flows',
    ]);
    for (const { annotations } of tools) expect(annotations).toMatchObject({ readOnlyHint: true });
    expect(actionsOf(tools, 'manage_executions')).toEqual(['get']);
    expect(actionsOf(tools, 'manage_flow')).toEqual(['list_revisions', 'list_dependencies', 'get_yaml']);
    expect(actionsOf(tools, 'manage_kv_store')).toEqual(['get', 'list']);
    const properties = (name: string) =>
      Object.keys(tools.find((tool) => tool.name === name)?.inputSchema.properties ?? {});
    expect(properties('generate_flow')).not.toContain('auto_create');
    expect(properties('manage_executions')).toEqual([
      'action',
      'execution_id',
      'task_run_id',
      'path',
      'offset',
    ]);
    expect(properties('manage_kv_store')).toEqual(['namespace', 'action', 'key', 'offset']);
    await stop();
  });

  it('refuses what writes, whoever calls it, and sends nothing', async () => {
    const { client, stop } = await start('--read-only');
    const flow = { namespace: 'company', flow_id: 'hello' };
    const calls: [string, Record<string, unknown>][] = [
      ['execute_flow', flow],
      ['manage_flow', { ...flow, action: 'delete' }],
      ['manage_kv_store', { namespace: 'company', action: 'set', key: 'a', value: 1 }],
      ['generate_flow', { user_prompt: 'a flow', auto_create: true }],
    ];
    for (const [name, args] of calls) expect(await failed(client, name, args)).toContain('read-only');
    expect(await ok(client, 'list_namespaces')).toHaveProperty('results');
    await stop();
    expect(sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('wins over --enable and --only', async () => {
    const args = ['--read-only', '--enable', 'execute_flow', '--only', 'execute_flow,manage_flow:delete'];
    expect(enabledNames(await listed({ args, cwd: fourGroups() }))).toEqual([]);
  });

  it.each([
    ['the environment', { env: { KESTRA_MCP_READ_ONLY: 'true' } }],
    ['the file', { files: { 'kestra-mcp.config.yaml': 'tools: { readOnly: true }\n' } }],
    ['.env', { files: { '.env': 'KESTRA_MCP_READ_ONLY=1\n' } }],
  ])('comes from %s too', async (_, { env = {}, files = {} }: { env?: object; files?: object }) => {
    const cwd = temporaryFolder(files as Record<string, string>);
    const tools = await listed({ env: env as Record<string, string>, cwd });
    expect(tools.find(({ tool }) => tool === 'execute_flow')).toMatchObject({ enabled: false });
  });
});

describe('--only, --enable and --disable', () => {
  const all = (name: string) => expect.arrayContaining([name]);

  it.each([
    ['a group', ['--disable', 'flow,execution,namespace'], /^manage_kv_store/],
    ['a tool', ['--only', 'find_flow'], /^find_flow$/],
    ['an action', ['--only', 'manage_flow:get_yaml'], /^manage_flow(:get_yaml)?$/],
    ['a glob', ['--only', 'list_*'], /^list_/],
    ['a glob of actions', ['--only', 'manage_flow:list_*'], /^manage_flow(:list_\w+)?$/],
    ['a glob of tools with an action', ['--only', 'manage_*:get*'], /^manage_\w+(:get(_yaml)?)?$/],
    [
      'lists in several flags',
      ['--only', 'find_flow', '--only', 'search_flows'],
      /^(find_flow|search_flows)$/,
    ],
    ['only and disable', ['--only', 'flow', '--disable', '*_flow*'], /^(generate_dashboard|flow_yaml)/],
    ['only and enable', ['--only', 'find_flow', '--enable', 'search_flows'], /^(find_flow|search_flows)$/],
    ['disable and enable', ['--only', 'flow', '--enable', 'flow', '--disable', 'flow,find_flow'], /^$/],
    ['an old name', ['--only', 'codegen'], /^generate_/],
  ])('%s', async (_, args, pattern) => {
    const names = enabledNames(await listed({ args, cwd: fourGroups() }));
    for (const name of names) expect(name).toMatch(pattern);
    if (pattern.source !== '^$') expect(names.length).toBeGreaterThan(0);
  });

  it('leave everything else on', async () => {
    const names = enabledNames(
      await listed({ cwd: fourGroups(), args: ['--disable', 'manage_executions:delete,files'] }),
    );
    expect(names).not.toContain('manage_executions:delete');
    for (const name of ['manage_executions', 'manage_executions:kill', 'find_flow', 'manage_kv_store:delete'])
      expect(names).toEqual(all(name));
  });

  it('take a disabled action out of the schema, and refuse it', async () => {
    const { client, stop } = await start(
      '--disable',
      'manage_executions:change_status,manage_executions:kill',
    );
    const { tools } = await client.listTools();
    expect(actionsOf(tools, 'manage_executions')).toEqual(['pause', 'delete', 'get']);
    const tool = tools.find(({ name }) => name === 'manage_executions');
    expect(Object.keys(tool?.inputSchema.properties ?? {})).toEqual([
      'action',
      'execution_id',
      'task_run_id',
      'path',
      'offset',
    ]);
    const killed = await failed(client, 'manage_executions', { action: 'kill', execution_id: 'abc' });
    expect(killed).toContain('"kill"');
    expect(killed).toContain('--disable');
    await stop();
  });

  it('change the annotations with the actions that are left', async () => {
    const { client, stop } = await start('--disable', 'manage_kv_store:delete');
    const tool = (await client.listTools()).tools.find(({ name }) => name === 'manage_kv_store');
    expect(tool?.annotations).toMatchObject({ readOnlyHint: false, destructiveHint: false });
    await stop();
  });

  it('refuse a disabled tool by name and reason', async () => {
    const { client, stop } = await start('--disable', 'kv');
    const text = await failed(client, 'manage_kv_store', { namespace: 'a', action: 'list' });
    expect(text).toContain('manage_kv_store');
    expect(text).toContain('--disable');
    await stop();
  });

  it('give their reasons in list', async () => {
    const tools = await listed({
      cwd: fourGroups(),
      args: ['--only', 'flow', '--disable', 'manage_flow:delete'],
    });
    const find = tools.find(({ tool }) => tool === 'find_flow');
    const kv = tools.find(({ tool }) => tool === 'manage_kv_store');
    const manage = tools.find(({ tool }) => tool === 'manage_flow');
    expect(find).toMatchObject({ enabled: true, reason: 'enabled by --only: flow' });
    expect(kv).toMatchObject({ enabled: false, reason: 'not listed in --only' });
    expect(manage?.actions.find(({ name }) => name === 'delete')).toMatchObject({
      enabled: false,
      reason: 'disabled by --disable: manage_flow:delete',
    });
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startHost } from '../../support/host/host.js';
import { listed, listedTools } from '../../support/host/listed.js';
import { runHost } from '../../support/host/raw.js';
import { ROOT } from '../../support/paths.js';
import { FOUR_GROUPS_TOOLS, fourGroups } from '../../support/plugins/four-groups.js';
import { temporaryFolder } from '../../support/temporary.js';

const MEMBERS = ['plugin', 'version', 'group', 'tool', 'effect', 'edition', 'enabled', 'reason', 'actions'];

describe('list --json', () => {
  it('prints exactly the members that machines rely on', async () => {
    const tools = await listedTools({ cwd: fourGroups() });
    expect(tools.filter(({ enabled }) => enabled)).toHaveLength(FOUR_GROUPS_TOOLS);
    for (const tool of tools) {
      expect(Object.keys(tool)).toEqual(MEMBERS);
      const isOff = tool.tool === 'show_flow';
      expect(tool).toMatchObject({ edition: 'OSS', enabled: !isOff });
      expect(tool.reason).toMatch(isOff ? /^off by default/ : /^on by default$/);
      for (const action of tool.actions)
        expect(Object.keys(action)).toEqual(['name', 'effect', 'enabled', 'reason']);
    }
  });

  it('tells plugin, group, effect and actions', async () => {
    const tools = await listed({ cwd: fourGroups() });
    expect(tools.find(({ tool }) => tool === 'manage_executions')).toEqual({
      plugin: '@kestra-mcp/plugin-execution',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      group: 'execution',
      tool: 'manage_executions',
      effect: 'destructive',
      edition: 'OSS',
      enabled: true,
      reason: 'on by default',
      actions: [
        { name: 'pause', effect: 'write', enabled: true, reason: 'on by default' },
        { name: 'kill', effect: 'destructive', enabled: true, reason: 'on by default' },
        { name: 'delete', effect: 'destructive', enabled: true, reason: 'on by default' },
        { name: 'get', effect: 'read', enabled: true, reason: 'on by default' },
        { name: 'change_status', effect: 'write', enabled: true, reason: 'on by default' },
      ],
    });
  });

  it.each([
    ['nothing', []],
    ['--read-only', ['--read-only']],
    ['--disable', ['--disable', 'flow,manage_executions:delete']],
    ['--only', ['--only', 'manage_*']],
  ])('agrees with tools/list: %s', async (_, args) => {
    const { client, stop } = await startHost({ args });
    const { tools } = await client.listTools();
    await stop();
    const on = (await listedTools({ args })).filter(({ enabled }) => enabled);
    expect(tools.map(({ name }) => name).sort()).toEqual(on.map(({ tool }) => tool).sort());
    for (const { tool, effect, actions } of on) {
      const shown = tools.find(({ name }) => name === tool);
      expect(shown?.annotations?.readOnlyHint).toBe(effect === 'read');
      const action = shown?.inputSchema.properties?.action as { enum?: string[] } | undefined;
      const named = actions.filter((one) => one.enabled && one.name !== 'auto_create');
      expect(action?.enum ?? []).toEqual(named.map(({ name }) => name));
    }
  });
});

describe('list', () => {
  it('prints a line for each tool and action with state and reason, without asking Kestra', async () => {
    const { code, stdout, stderr } = await runHost({ args: ['list', '--disable', 'kv'], cwd: fourGroups() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^on +flow +find_flow +read +@kestra-mcp\/plugin-flow +on by default$/m);
    expect(stdout).toMatch(/^off +kv +manage_kv_store +\S+ +\S+ +disabled by --disable: kv$/m);
    expect(stdout).toMatch(/^on +:get_yaml +read +on by default$/m);
    expect(stdout).toContain('14 of 16 tools enabled');
  });

  it('runs from any folder', async () => {
    expect(await listed({ cwd: temporaryFolder() })).toEqual(await listed({ cwd: ROOT }));
  });
});

describe('questions about the program', () => {
  it('--version prints the version', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(await runHost({ args: ['--version'] })).toMatchObject({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });

  it.each([['--help'], ['-h'], ['help']])('%s prints flags, commands and variables', async (word) => {
    const { code, stdout, stderr } = await runHost({ args: [word] });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const part of [
      'list',
      'doctor',
      '--sandbox',
      '--config',
      '--read-only',
      '--enable',
      '--only',
      '--disable',
      '--log-level',
      'KESTRA_BASE_URL',
      'KESTRA_MCP_DISABLED_TOOLS',
    ])
      expect(stdout).toContain(part);
  });
});

import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { ALL_OFF, hostWith } from '../../../test/support/host/host-with.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import { reportsPlugin, thingsPlugin } from '../../../test/support/plugins/things.js';
import { temporaryFolder } from '../../../test/support/temporary.js';
import type { Config } from '../config/config.js';
import { list, listTools } from './list.js';

const kestra = useKestra();
jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
const host = (config: Partial<Config> = {}, ...plugins: object[]) => hostWith(kestra, config, plugins);

describe('list', () => {
  it('has every tool and action with state and reason, for people and for machines', async () => {
    const config = { tools: { ...ALL_OFF, disable: ['thing_logs', 'manage_thing:delete'] } };
    const started = await host(config, thingsPlugin, { id: 'broken' });
    const text = list(started, false);
    expect(text).toMatch(
      /^off +thing_logs +delete_thing_logs +destructive +things +disabled by ENV: thing_logs$/m,
    );
    expect(text).toMatch(/^on +things +manage_thing +write +things +on by default$/m);
    expect(text).toMatch(/^off +:delete +destructive +disabled by ENV: manage_thing:delete$/m);
    expect(text).toMatch(
      /\n3 of 5 tools enabled, in 1 group\.\nOff because they require Enterprise Edition, and the edition of the instance is not known yet \(kestra-mcp doctor checks it\): search_apps\.\nnot loaded: plugins\[1] of \/config\.ts is an object, but not a plugin\.\n {2}Create it with definePlugin\({ … }\)\.$/,
    );
    expect(JSON.parse(list(started, true))).toEqual(JSON.parse(JSON.stringify(listTools(started))));
    expect(listTools(started).map(({ tool }) => tool)).toEqual([
      'search_apps',
      'delete_thing_logs',
      'generate_flow',
      'get_thing',
      'manage_thing',
    ]);
  });

  it('has every resource and prompt, after the tools', async () => {
    const started = await host({ tools: { ...ALL_OFF, disable: ['greet'] } }, reportsPlugin, thingsPlugin);
    const rows = list(started, false).split('\n');
    expect(rows.join('\n')).not.toMatch(/^off +ee/m);
    expect(rows.slice(-7).map((row) => row.replace(/ +/g, ' '))).toEqual([
      'on reports flow_report (resource) read reports on by default',
      'on reports report (resource) read reports on by default',
      'off greetings greet (prompt) read reports disabled by ENV: greet',
      'on reports explain_run (prompt) read reports on by default',
      '',
      '4 of 5 tools enabled, in 2 groups.',
      'Off because they require Enterprise Edition, and the edition of the instance is not known yet (kestra-mcp doctor checks it): search_apps, app_report (resource).',
    ]);
    const common = { plugin: 'reports', version: 'inline', effect: 'read', actions: [] };
    expect(listTools(started).slice(5, 6)).toEqual([
      {
        ...{ ...common, group: 'ee_reports', resource: 'app_report', edition: 'EE', enabled: false },
        reason: 'requires Enterprise Edition, and the edition of the instance is not known yet',
      },
    ]);
    expect(listTools(started).at(-1)).toEqual({
      ...{ ...common, group: 'reports', prompt: 'explain_run', edition: 'OSS', enabled: true },
      reason: 'on by default',
    });
  });

  it('says which set of tools it started from', async () => {
    const origins = { 'tools.preset': 'KESTRA_MCP_PRESET' };
    const tools = { enable: [], disable: [], readOnly: false, preset: 'python' as const };
    const text = list(await host({ tools, origins }, thingsPlugin), false);
    expect(text).toContain('4 of 5 tools enabled, in 2 groups, preset python (KESTRA_MCP_PRESET).');
  });

  it('has a line of its own for what a switch has taken, Enterprise Edition or not', async () => {
    const started = await host({ tools: { ...ALL_OFF, disable: ['search_apps'] } }, thingsPlugin);
    const text = list(started, false);
    expect(text).toMatch(/^off +ee_apps +search_apps +read +things +disabled by ENV: search_apps$/m);
    expect(text).not.toContain('Off because they require Enterprise Edition');
  });

  it('notes what works, but slowly', async () => {
    const code = `
      import { definePlugin } from '@kestra-mcp/core';
      export default definePlugin({ id: 'single' });`;
    const file = join(temporaryFolder({ 'single.mjs': code }), 'single.mjs');
    const started = await host({ plugins: [{ plugin: file, options: {} }] });
    expect(list(started, false)).toMatch(
      new RegExp(
        `\\nnote: The plugin single\\.mjs 0\\.0\\.0 \\(${file}\\) is a single file, so every start imports its code\\.\\n {2}A package can`,
      ),
    );
  });
});

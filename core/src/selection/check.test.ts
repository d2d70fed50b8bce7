import { beforeAll, describe, expect, it } from '@jest/globals';
import { CONFIG } from '../../../test/support/host/runtime.js';
import { registryOf, reportsPlugin, thingsPlugin } from '../../../test/support/plugins/things.js';
import type { Config, ToolsConfig } from '../config/config.js';
import { ConfigError, describeError } from '../foundation/errors.js';
import type { Registry } from '../registry/registry.js';
import { checkNames } from './check.js';

let registry: Registry;
beforeAll(async () => {
  registry = await registryOf(thingsPlugin, reportsPlugin);
});

const config = (tools: Partial<ToolsConfig>, origins: Config['origins'] = {}): Config => ({
  ...CONFIG,
  tools: { ...CONFIG.tools, ...tools },
  origins,
});
const failure = (tools: Partial<ToolsConfig>, origins = {}): string => {
  try {
    return `no error: ${checkNames(config(tools, origins), registry)}`;
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return describeError(error);
  }
};

describe('checkNames', () => {
  it('knows groups, tools, actions, switches, old names and globs that match one', () => {
    const names = ['things', 'get_thing', 'manage_thing:set', 'generate_flow:auto_create', 'codegen'];
    const globs = ['*', '*_logs', 'manage_thing:*', '*:delete'];
    expect(
      checkNames(config({ enable: names, only: globs, disable: [...names, ...globs] }), registry),
    ).toEqual([]);
  });

  it('knows resources and prompts, and their groups', () => {
    const names = ['reports', 'greetings', 'flow_report', 'explain_run', '*_report', 'greet*'];
    expect(checkNames(config({ enable: names, only: names, disable: names }), registry)).toEqual([]);
  });

  it('knows the names of the Python server, whether or not their plugin is there', () => {
    const disable = ['ee', 'files', 'manage_flow', 'manage_executions:delete', 'delete_*', 'invite_user'];
    expect(checkNames(config({ disable }), registry)).toEqual([]);
  });

  it.each([
    ['thngs', ' Did you mean "things"?'],
    ['manage_thing:delte', ' Did you mean "manage_thing:delete", "manage_thing:get" or "manage_thing:set"?'],
    ['things:delete_all', ''],
    ['get_thing:get', ' Did you mean "get_thing"'],
    ['*_nothing', ''],
    ['GET_THING', ' Did you mean "get_thing"'],
    ['report:read', ' Did you mean "report"'],
    ['explain_runs', ' Did you mean "explain_run"'],
    ['sla://report', ''],
  ])('stops at %s, which nothing has', (name, suggestion) => {
    expect(failure({ disable: [name] })).toContain(
      `tools.disable: no group, tool, action, resource, prompt or skill is named "${name}".${suggestion}`,
    );
  });

  it('tells of all wrong names at once, each with where it came from', () => {
    expect(failure({ enable: ['zzzzzzzz'], only: ['yyyyyyyy'] }, { 'tools.only': 'KESTRA_MCP_ONLY' })).toBe(
      'tools.enable: no group, tool, action, resource, prompt or skill is named "zzzzzzzz".\n' +
        'KESTRA_MCP_ONLY: no group, tool, action, resource, prompt or skill is named "yyyyyyyy".\n' +
        'Run kestra-mcp list to see every name.',
    );
  });

  it('only warns while a plugin is quarantined, for the name may be its own', async () => {
    const broken = await registryOf(thingsPlugin, { id: 'broken' });
    expect(checkNames(config({ disable: ['zzzzzzzz', 'things'] }), broken)).toEqual([
      'tools.disable: no group, tool, action, resource, prompt or skill is named "zzzzzzzz".',
    ]);
  });

  it.each([
    [
      '!kv',
      'starts with "!", which is not supported. To turn something off, add its name to `disable` without "!"',
    ],
    [
      'manage_thing:!get',
      'starts with "!", which is not supported. To turn something off, add its name to `disable` without "!"',
    ],
    [
      '!(kv)',
      'starts with "!", which is not supported. To turn something off, add its name to `disable` without "!"',
    ],
    ['@(kv|logs)', 'has (…) or |. The supported wildcards are *, ?, […] and {a,b}'],
    ['+(things)', 'has (…) or |. The supported wildcards are *, ?, […] and {a,b}'],
    ['manage_executions:get:foo', 'has more than one ":". Write an action as tool:action'],
    ['manage_thing:get:', 'has more than one ":". Write an action as tool:action'],
  ])('stops at %s, whatever else is wrong', async (name, says) => {
    const text = `tools.disable: "${name}" ${says}.\nRun kestra-mcp list to see every name.`;
    expect(failure({ disable: [name] })).toBe(text);
    registry = await registryOf(thingsPlugin, reportsPlugin, { id: 'broken' });
    expect(failure({ disable: [name] })).toBe(text);
    registry = await registryOf(thingsPlugin, reportsPlugin);
  });

  it('takes *, ?, […] and {a,b}, and an action of a tool that is not there', () => {
    const disable = [
      'get_thin?',
      '{things,reports}',
      'get_[s-u]*',
      'get_[^a]hing',
      'manage_kv_store:nonsense',
    ];
    expect(checkNames(config({ disable }), registry)).toEqual([]);
  });
});

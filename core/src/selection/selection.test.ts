import { beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { registryOf, reportsPlugin, thingsPlugin } from '../../../test/support/plugins/things.js';
import type { ToolsConfig } from '../config/config.js';
import { definePlugin, definePrompt, defineResource, defineTool } from '../plugin/author/define.js';
import type { Registry } from '../registry/registry.js';
import { type Edition, type ListOrigins, OPT_IN } from './judge.js';
import { type Selection, select } from './selection.js';

let registry: Registry;
beforeAll(async () => {
  registry = await registryOf(thingsPlugin);
});

const choose = (config: Partial<ToolsConfig>, origins: ListOrigins = {}, edition?: Edition): Selection =>
  select(registry, { enable: [], disable: [], readOnly: false, ...config }, origins, edition);
/** What is on: `tool`, or `tool:a,b` with its actions. */
const on = (selection: Selection): string =>
  [...selection.tools]
    .filter(([, { enabled }]) => enabled)
    .map(([name, { actions }]) => {
      const names = actions.filter(({ enabled }) => enabled).map((action) => action.name);
      return actions.length > 0 ? `${name}:${names}` : name;
    })
    .join(' ');

const MANAGE = 'manage_thing:get,set,delete';
const ALL = `get_thing ${MANAGE} generate_flow:auto_create delete_thing_logs`;

describe('select', () => {
  it.each<[string, Partial<ToolsConfig>, string]>([
    ['all but EE by default', {}, ALL],
    ['a group off', { disable: ['things'] }, 'delete_thing_logs'],
    ['a tool off', { disable: ['get_thing'] }, ALL.replace('get_thing ', '')],
    ['an action off', { disable: ['manage_thing:delete'] }, ALL.replace(',delete ', ' ')],
    ['a switch off', { disable: ['generate_flow:auto_create'] }, ALL.replace('auto_create', '')],
    [
      'all actions off, and the tool with them',
      { disable: ['manage_thing:*'] },
      ALL.replace(`${MANAGE} `, ''),
    ],
    ['a glob on tools', { disable: ['*_logs'] }, ALL.replace(' delete_thing_logs', '')],
    ['a glob on tools and actions', { only: ['*_thing:{get,set}'] }, 'manage_thing:get,set'],
    ['everything', { disable: ['*'] }, ''],
    ['only a group', { only: ['thing_logs'] }, 'delete_thing_logs'],
    ['only one action', { only: ['manage_thing:set'] }, 'manage_thing:set'],
    ['only nothing', { only: [] }, ''],
    ['an old name', { only: ['codegen'] }, 'generate_flow:auto_create'],
    ['an old name with an action', { disable: ['codegen:auto_create'] }, ALL.replace('auto_create', '')],
    ['what is off by default', { enable: ['ee_*'] }, `${ALL} search_apps`],
    ['enable beside only', { only: ['get_thing'], enable: ['search_apps'] }, 'get_thing search_apps'],
    ['disable over only', { only: ['things'], disable: ['get_thing'] }, ALL.slice(10, -18)],
    ['disable over enable', { enable: ['ee_*', '*_thing'], disable: ['ee_*'] }, ALL],
    [
      'disable over a finer enable',
      { enable: ['manage_thing:get'], disable: ['manage_thing'] },
      ALL.replace(`${MANAGE} `, ''),
    ],
    ['read-only', { readOnly: true }, 'get_thing manage_thing:get generate_flow:'],
    [
      'read-only over all',
      { readOnly: true, enable: ['*', 'manage_thing:delete'], only: ['*'] },
      'get_thing manage_thing:get generate_flow: search_apps',
    ],
  ])('%s', (_, config, expected) => {
    expect(on(choose(config))).toBe(expected);
  });

  it.each<[Edition, boolean, string]>([
    [undefined, false, 'requires Enterprise Edition, and the edition of the instance is not known yet'],
    ['OSS', false, 'requires Enterprise Edition, but the instance is Kestra OSS'],
    ['EE', true, 'on by default'],
  ])('an EE tool on edition %p', (edition, enabled, reason) => {
    expect(choose({}, {}, edition).tools.get('search_apps')).toMatchObject({ enabled, reason });
  });

  it.each<[string, Partial<ToolsConfig>, ListOrigins, string]>([
    ['get_thing', { disable: ['*_thing'] }, {}, 'disabled by tools.disable: *_thing'],
    ['get_thing', { disable: ['things'] }, { disable: '--disable' }, 'disabled by --disable: things'],
    ['get_thing', { only: ['ee_*'] }, { only: 'config.json' }, 'not listed in config.json'],
    ['get_thing', { only: ['things'] }, {}, 'enabled by tools.only: things'],
    ['search_apps', { enable: ['ee_*'] }, { enable: 'ENV' }, 'enabled by ENV: ee_*'],
    [
      'delete_thing_logs',
      { readOnly: true },
      {},
      'read-only mode is on (tools.readOnly), and it is destructive',
    ],
    ['manage_thing', { disable: ['manage_thing'] }, {}, 'disabled by tools.disable: manage_thing'],
    ['manage_thing', { disable: ['manage_thing:*'] }, {}, 'disabled by tools.disable: manage_thing:*'],
    ['manage_thing', { only: ['manage_thing:set'] }, {}, 'enabled by tools.only: manage_thing:set'],
  ])('%s under %j: why', (tool, config, origins, reason) => {
    expect(choose(config, origins).tools.get(tool)?.reason).toBe(reason);
  });

  it('gives each action its own reason', () => {
    expect(
      choose({ readOnly: true }, { readOnly: '--read-only' }).tools.get('manage_thing')?.actions,
    ).toEqual([
      { name: 'get', effect: 'read', enabled: true, reason: 'on by default' },
      {
        name: 'set',
        effect: 'write',
        enabled: false,
        reason: 'read-only mode is on (--read-only), and it writes',
      },
      {
        name: 'delete',
        effect: 'destructive',
        enabled: false,
        reason: 'read-only mode is on (--read-only), and it is destructive',
      },
    ]);
  });

  it.each<[string, Partial<ToolsConfig>, string]>([
    ['manage_thing', {}, 'destructive'],
    ['manage_thing', { disable: ['manage_thing:delete'] }, 'write'],
    ['manage_thing', { readOnly: true }, 'read'],
    ['generate_flow', {}, 'write'],
    ['generate_flow', { disable: ['generate_flow:auto_create'] }, 'read'],
  ])('the effect of %s under %j is %s', (tool, config, effect) => {
    expect(choose(config).tools.get(tool)?.effect).toBe(effect);
  });
});

describe('resources and prompts', () => {
  let reading: Registry;
  beforeAll(async () => {
    reading = await registryOf(reportsPlugin);
  });
  const judged = (config: Partial<ToolsConfig>, origins: ListOrigins = {}, edition?: Edition) => {
    const { resources, prompts } = select(
      reading,
      { enable: [], disable: [], readOnly: false, ...config },
      origins,
      edition,
    );
    return [...resources, ...prompts].map(([name, { enabled, reason }]) => [name, enabled, reason] as const);
  };
  const names = (config: Partial<ToolsConfig>): string =>
    judged(config)
      .flatMap(([name, enabled]) => (enabled ? [name] : []))
      .join(' ');
  const EVERYTHING = 'report flow_report explain_run greet';

  it.each<[string, Partial<ToolsConfig>, string]>([
    ['all but EE by default', {}, EVERYTHING],
    ['a group off', { disable: ['reports'] }, 'greet'],
    ['a resource off', { disable: ['report'] }, 'flow_report explain_run greet'],
    ['a prompt off', { disable: ['greet'] }, 'report flow_report explain_run'],
    ['a glob', { disable: ['*report*'] }, 'greet'],
    ['only a prompt', { only: ['greet'] }, 'greet'],
    ['only a group', { only: ['reports'] }, 'report flow_report explain_run'],
    ['nothing of it in only', { only: ['flow'] }, ''],
    ['what is off by default', { enable: ['ee_*'] }, 'report flow_report app_report explain_run greet'],
    ['disable over enable', { enable: ['greet'], disable: ['greet'] }, 'report flow_report explain_run'],
    ['an action that none has', { disable: ['report:read'] }, EVERYTHING],
    ['read-only, for they only read', { readOnly: true }, EVERYTHING],
  ])('%s', (_, config, expected) => {
    expect(names(config)).toBe(expected);
  });

  it('have their reasons', () => {
    const config = { disable: ['greet'], enable: ['flow_*'], only: ['report'] };
    expect(judged(config, { disable: '--disable', only: 'ENV' })).toEqual([
      ['report', true, 'enabled by ENV: report'],
      ['flow_report', true, 'enabled by tools.enable: flow_*'],
      ['app_report', false, 'not listed in ENV'],
      ['explain_run', false, 'not listed in ENV'],
      ['greet', false, 'disabled by --disable: greet'],
    ]);
  });

  it.each<[Edition, boolean, string]>([
    [undefined, false, 'requires Enterprise Edition, and the edition of the instance is not known yet'],
    ['OSS', false, 'requires Enterprise Edition, but the instance is Kestra OSS'],
    ['EE', true, 'on by default'],
  ])('one of EE on edition %p', (edition, enabled, reason) => {
    expect(judged({}, {}, edition)).toContainEqual(['app_report', enabled, reason]);
  });
});

describe('what callers cannot choose', () => {
  it('is part of the selection', () => {
    const fixed = { tenant: 'acme', namespaces: ['a'] };
    expect([choose({}).fixed, choose({ fixed }).fixed]).toEqual([{}, fixed]);
  });
});

describe('what is off by default', () => {
  const group = { name: 'extra', title: 'Extra' };
  const common = { group, input: z.strictObject({}), output: z.looseObject({}), handler: () => ({}) };
  const input = z.strictObject({ action: z.enum(['look', 'set']) });
  const extraPlugin = definePlugin({
    id: 'extra',
    tools: [
      defineTool({ ...common, name: 'see_it', description: 'Sees.', effect: 'read' }),
      defineTool({ ...common, name: 'see_more', description: 'Sees.', effect: 'read', optIn: true }),
      defineTool({
        ...{ ...common, input, name: 'manage_more', description: 'More.', optIn: true },
        actions: { look: { effect: 'read' }, set: { effect: 'write' } },
      }),
    ],
    resources: [
      defineResource({
        group,
        name: 'more',
        uri: 'extra://more',
        description: 'M',
        optIn: true,
        handler: String,
      }),
    ],
  });
  const chosen = async (config: Partial<ToolsConfig>) => {
    const extra = await registryOf(extraPlugin);
    return select(extra, { enable: [], disable: [], readOnly: false, ...config });
  };
  const SEES = 'see_it see_more manage_more:look,set';

  it.each<[string, Partial<ToolsConfig>, string]>([
    ['is off', {}, 'see_it'],
    ['on by its name', { enable: ['see_more'] }, 'see_it see_more'],
    ['on by its group', { enable: ['extra'] }, SEES],
    ['on by a glob', { enable: ['*_more'] }, SEES],
    ['one action of it', { enable: ['manage_more:look'] }, 'see_it manage_more:look'],
    ['on by its name in a list to narrow to', { only: ['manage_more'] }, 'manage_more:look,set'],
    ['not on by its group there', { only: ['extra'] }, 'see_it'],
    ['on by both there', { only: ['extra', 'see_more'] }, 'see_it see_more'],
    ['on with all there is', { preset: 'full' }, SEES],
    ['off with all there is but that', { preset: 'full', disable: ['*_more'] }, 'see_it'],
    ['on as far as all there is is narrowed to it', { preset: 'full', only: ['see_*'] }, 'see_it see_more'],
    [
      'off beside the tools of the Python server, which other plugins do not concern',
      { preset: 'python' },
      'see_it',
    ],
    ['off in a list of other things', { only: ['see_it'] }, 'see_it'],
    ['off again', { enable: ['extra'], disable: ['see_more'] }, 'see_it manage_more:look,set'],
    ['on as far as it reads', { enable: ['extra'], readOnly: true }, 'see_it see_more manage_more:look'],
    [
      'not on by what another layer or a client narrows to',
      { further: [{ list: 'only', names: ['see_more', 'see_it'], origin: 'a client', trusted: true }] },
      'see_it',
    ],
  ])('%s', async (_, config, expected) => {
    expect(on(await chosen(config))).toBe(expected);
  });

  it('says how it is turned on', async () => {
    const { tools, resources } = await chosen({});
    const verdict = { enabled: false, reason: OPT_IN };
    expect(tools.get('manage_more')).toMatchObject({ ...verdict, actions: [verdict, verdict] });
    expect(resources.get('more')).toMatchObject(verdict);
    const reason = 'enabled by tools.enable: more';
    const full = (await chosen({ preset: 'full' })).tools.get('see_more');
    expect(full).toMatchObject({ enabled: true, reason: 'enabled by tools.preset: full' });
    expect((await chosen({ enable: ['more'] })).resources.get('more')).toMatchObject({
      enabled: true,
      reason,
    });
  });
});

describe('the tools of the Python server', () => {
  const output = z.looseObject({});
  const group = { name: 'flow', title: 'Flows' };
  const look = { group, description: 'Looks.', effect: 'read' as const, input: z.strictObject({}), output };
  const flow = definePlugin({
    id: 'flow',
    tools: [
      defineTool({ ...look, name: 'find_flow', handler: () => ({}) }),
      defineTool({ ...look, name: 'look_at_flow', handler: () => ({}) }),
    ],
    prompts: [definePrompt({ group, name: 'write_flow', description: 'Writes.', handler: () => '' })],
  });
  const chosen = async (config: Partial<ToolsConfig>, origins?: ListOrigins) =>
    select(await registryOf(flow), { enable: [], disable: [], readOnly: false, ...config }, origins);

  it.each<[Partial<ToolsConfig>, string, boolean]>([
    [{}, 'find_flow look_at_flow', true],
    [{ preset: 'default' }, 'find_flow look_at_flow', true],
    [{ preset: 'full' }, 'find_flow look_at_flow', true],
    [{ preset: 'python' }, 'find_flow', false],
    [{ preset: 'python', enable: ['look_*'] }, 'find_flow look_at_flow', false],
    [{ preset: 'python', only: ['flow'] }, 'find_flow look_at_flow', true],
    [{ preset: 'python', disable: ['find_flow'] }, '', false],
  ])('%j', async (config, expected, hasPrompt) => {
    const selection = await chosen(config);
    expect([on(selection), selection.prompts.get('write_flow')?.enabled]).toEqual([expected, hasPrompt]);
  });

  it('leave out what else there is, and say so', async () => {
    const { tools } = await chosen({ preset: 'python' }, { preset: '--preset' });
    expect(tools.get('look_at_flow')?.reason).toBe("not a tool of Kestra's Python server (--preset: python)");
  });
});

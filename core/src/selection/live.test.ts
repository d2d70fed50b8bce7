import { beforeEach, describe, expect, it } from '@jest/globals';
import { registryOf, reportsPlugin, thingsPlugin } from '../../../test/support/plugins/things.js';
import type { ConfirmPolicy, ToolsConfig } from '../config/config.js';
import { definePlugin } from '../plugin/author/define.js';
import { type ChangedLists, LiveSelection, type SelectionInputs } from './live.js';

const heard: string[] = [];
beforeEach(() => {
  heard.length = 0;
});
const inputs = async (config: Partial<ToolsConfig> = {}, ...plugins: object[]): Promise<SelectionInputs> => ({
  registry: await registryOf(...(plugins.length > 0 ? plugins : [thingsPlugin])),
  config: { enable: [], disable: [], readOnly: false, ...config },
  origins: {},
});
const live = async (config: Partial<ToolsConfig> = {}) => {
  const selection = new LiveSelection(await inputs(config));
  const stop = selection.onChange(() => heard.push(selection.current.tools.get('search_apps')?.reason ?? ''));
  return { selection, stop };
};

describe('LiveSelection', () => {
  it('tells when the edition turns tools on, and when it turns them off again', async () => {
    const { selection } = await live();
    expect(selection.waitsForEdition).toBe(true);
    selection.learn('EE');
    expect(selection.waitsForEdition).toBe(false);
    selection.learn('EE');
    selection.learn('OSS');
    expect(heard).toEqual(['on by default', 'requires Enterprise Edition, but the instance is Kestra OSS']);
  });

  it('puts what the edition turns on where the plugins have it, whenever it is learnt', async () => {
    const names = ({ current }: LiveSelection) =>
      [...current.tools].flatMap(([name, { enabled }]) => (enabled ? [name] : []));
    const {
      tools: [, ...others],
    } = thingsPlugin;
    const renamed = others.map((tool) => ({
      ...tool,
      group: { name: `other_${tool.group.name}`, title: 'O' },
      declaration: { ...tool.declaration, name: `other_${tool.declaration.name}` },
    }));
    const last = definePlugin({ id: 'other', tools: renamed as typeof others });
    const selection = new LiveSelection(await inputs({}, thingsPlugin, last));
    const before = names(selection);
    selection.learn('EE');
    const after = names(selection);
    expect(after.filter((name) => before.includes(name))).toEqual(before);
    expect(after.indexOf('search_apps')).toBe(after.indexOf('delete_thing_logs') + 1);
    expect(after.indexOf('search_apps')).toBeLessThan(after.indexOf('other_manage_thing'));
  });

  it('is silent when nothing changes but a reason', async () => {
    const { selection } = await live();
    selection.learn('OSS');
    expect(heard).toEqual([]);
    expect(selection.current.tools.get('search_apps')?.reason).toBe(
      'requires Enterprise Edition, but the instance is Kestra OSS',
    );
  });

  it.each([{ disable: ['ee_*'] }, { enable: ['ee_*'] }, { only: ['things'] }])(
    'does not wait for the edition under %j',
    async (config) => {
      expect((await live(config)).selection.waitsForEdition).toBe(false);
    },
  );

  it('tells nobody who does not listen any more', async () => {
    const { selection, stop } = await live();
    stop();
    selection.learn('EE');
    expect(heard).toEqual([]);
  });

  it.each([
    ['resource', 'app_report'],
    ['prompt', 'ask_apps'],
  ] as const)('waits for the edition where only a %s asks for it', async (kind, name) => {
    const { tools: _, resources, prompts: __, ...rest } = reportsPlugin;
    const [prompt] = reportsPlugin.prompts;
    const ee = prompt && { ...prompt, declaration: { ...prompt.declaration, name, edition: 'EE' as const } };
    const plugin =
      kind === 'resource' ? { ...rest, resources } : { ...rest, resources: [], prompts: ee ? [ee] : [] };
    const selection = new LiveSelection(await inputs({}, definePlugin(plugin)));
    expect(selection.waitsForEdition).toBe(true);
    const changes: ChangedLists[] = [];
    selection.onChange((changed) => changes.push(changed));
    selection.learn('EE');
    expect(selection.current[`${kind}s`].get(name)?.enabled).toBe(true);
    expect(changes).toEqual([{ tools: false, resources: kind === 'resource', prompts: kind === 'prompt' }]);
  });
});

describe('another configuration', () => {
  const none = { tools: false, resources: false, prompts: false };
  const all = [thingsPlugin, reportsPlugin];

  /** What is told when the first inputs are replaced by the second. */
  const told = async (before: SelectionInputs, after: SelectionInputs): Promise<ChangedLists[]> => {
    const selection = new LiveSelection(before);
    const changes: ChangedLists[] = [];
    selection.onChange((changed) => changes.push(changed));
    selection.replace(after, true);
    return changes;
  };

  it.each<[string, Partial<ToolsConfig>, ChangedLists[]]>([
    ['nothing', {}, []],
    ['a reason alone', { enable: ['get_thing'] }, []],
    ['a tool off', { disable: ['get_thing'] }, [{ ...none, tools: true }]],
    ['an action off', { disable: ['manage_thing:set'] }, [{ ...none, tools: true }]],
    ['a parameter that is narrowed', { fixed: { namespaces: ['a'] } }, [{ ...none, prompts: true }]],
    ['a resource off', { disable: ['report'] }, [{ ...none, resources: true }]],
    ['a prompt off', { disable: ['greet'] }, [{ ...none, prompts: true }]],
    ['all', { disable: ['*'] }, [{ tools: true, resources: true, prompts: true }]],
  ])('is told once, by list: %s', async (_, config, changes) => {
    expect(await told(await inputs({}, ...all), await inputs(config, ...all))).toEqual(changes);
  });

  it('is told when a parameter is decided by it, by list', async () => {
    const [first] = reportsPlugin.prompts;
    const plugin = definePlugin({ id: 'p', prompts: first ? [first] : [] });
    const fixed = { namespace: 'company', namespaces: ['company'] };
    expect(await told(await inputs({}, plugin), await inputs({ fixed }, plugin))).toEqual([
      { ...none, prompts: true },
    ]);
  });

  it('is told when another text has to be repeated', async () => {
    const confirm = (policy: ConfirmPolicy) => [
      { rules: [{ name: '*', policy }], origin: 'o', trusted: true },
    ];
    const told: ChangedLists[] = [];
    const selection = new LiveSelection(await inputs());
    selection.onChange((changed) => told.push(changed));
    for (const policy of ['never', 'auto', 'echo', 'echo', 'always'] as const)
      selection.replace(await inputs({ confirm: confirm(policy) }), true);
    const tools = { tools: true, resources: false, prompts: false };
    // To `echo`, and away from it: the others list the same here.
    expect(told).toEqual([tools, tools]);
  });

  it('is told when a plugin is another that looks otherwise, and when it is gone', async () => {
    const [first, ...rest] = thingsPlugin.tools;
    const described = first && { ...first, declaration: { ...first.declaration, description: 'Other.' } };
    const other = definePlugin({ ...thingsPlugin, tools: [...(described ? [described] : []), ...rest] });
    const changes = [{ ...none, tools: true }];
    expect(await told(await inputs({}, thingsPlugin), await inputs({}, other))).toEqual(changes);
    expect(await told(await inputs({}, ...all), await inputs({}, reportsPlugin))).toEqual(changes);
    expect(await told(await inputs({}, thingsPlugin), await inputs({}, thingsPlugin))).toEqual([]);
  });

  it.each([
    [true, true, false],
    [false, false, true],
  ])('of the same instance (%p) keeps what is known of it', async (same, enabled, waits) => {
    const { selection } = await live();
    selection.learn('EE');
    selection.replace(await inputs(), same);
    expect(selection.current.tools.get('search_apps')?.enabled).toBe(enabled);
    expect(selection.waitsForEdition).toBe(waits);
  });
});

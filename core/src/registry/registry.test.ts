import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { loadedPlugin } from '../../../test/support/host/runtime.js';
import { registryOf } from '../../../test/support/plugins/things.js';
import { describeError } from '../foundation/errors.js';
import {
  definePlugin,
  definePrompt,
  defineResource,
  defineTool,
  type PluginDefinition,
} from '../plugin/author/define.js';
import { buildRegistry, type Registry } from './registry.js';

const about = (name: string, group = 'g') => ({
  group: { name: group, title: 'G' },
  name,
  description: 'D.',
});
const tool = (name: string, group?: string) =>
  defineTool({
    ...about(name, group),
    effect: 'read',
    input: z.strictObject({}),
    output: z.looseObject({}),
    handler: () => ({}),
  });
const resource = (name: string, uri = `sla://${name}`) =>
  defineResource({ ...about(name), uri, handler: () => '' });
const prompt = (name: string) => definePrompt({ ...about(name), handler: () => '' });
/** Its group is named after it. */
const plugin = (id: string, ...tools: string[]) =>
  definePlugin({ id, tools: tools.map((name) => tool(name, `group_${id}`)) });

const problems = ({ quarantined }: Registry) =>
  quarantined.map(({ source, problem }) => `${source} | ${describeError(problem)}`);
const nameOf = (id: string) => `${id} inline (/config.ts)`;
const TAKE_OUT = (id: string) => `Remove one of them from \`plugins\`. Until then, ${id} is not loaded.`;

describe('buildRegistry', () => {
  it('has what all plugins have by name, a group as it was first described', async () => {
    const { plugins, tools, resources, prompts, groups, quarantined } = await registryOf(
      definePlugin({
        id: 'one',
        tools: [tool('a', 'first'), { ...tool('b', 'first'), group: { name: 'first', title: 'Again' } }],
      }),
      definePlugin({
        id: 'two',
        tools: [tool('c')],
        resources: [resource('d')],
        prompts: [prompt('e')],
      }),
    );
    expect(plugins.map(({ source }) => source)).toEqual(['one', 'two']);
    const of = (features: ReadonlyMap<string, { plugin: { source: string } }>) =>
      [...features].map(([name, { plugin }]) => `${name} of ${plugin.source}`);
    expect(of(tools)).toEqual(['a of one', 'b of one', 'c of two']);
    expect(of(resources)).toEqual(['d of two']);
    expect(of(prompts)).toEqual(['e of two']);
    expect([...groups.values()]).toEqual([
      { name: 'first', title: 'G' },
      { name: 'g', title: 'G' },
    ]);
    expect(quarantined).toEqual([]);
  });

  it('leaves a plugin out as a whole whose name is taken, and names both', async () => {
    const registry = await registryOf(plugin('one', 'a'), plugin('two', 'b', 'a'), plugin('three', 'b'));
    expect([...registry.tools.keys()]).toEqual(['a', 'b']);
    expect(registry.tools.get('b')?.plugin.source).toBe('three');
    expect(registry.plugins.map(({ source }) => source)).toEqual(['one', 'three']);
    expect(problems(registry)).toEqual([
      `two | The plugin ${nameOf('two')} declares the name "a", which ${nameOf('one')} already uses.\n${TAKE_OUT('two')}`,
    ]);
  });

  const kinds = {
    tool: { tools: [tool('a')] },
    resource: { resources: [resource('a')] },
    prompt: { prompts: [prompt('a')] },
  };
  const pairs = Object.keys(kinds).flatMap((one) => Object.keys(kinds).map((two) => [one, two] as const));
  it.each(pairs as [keyof typeof kinds, keyof typeof kinds][])(
    'sees a name that a %s has and a %s',
    async (one, two) => {
      const registry = await registryOf(
        definePlugin({ id: 'one', ...kinds[one] }),
        definePlugin({ id: 'two', ...kinds[two] }),
      );
      expect(problems(registry)).toEqual([
        `two | The plugin ${nameOf('two')} declares the name "a", which ${nameOf('one')} already uses.\n${TAKE_OUT('two')}`,
      ]);
    },
  );

  it('sees a URI that two resources have', async () => {
    const registry = await registryOf(
      definePlugin({ id: 'one', resources: [resource('a', 'sla://{x}')] }),
      definePlugin({ id: 'two', resources: [resource('b', 'sla://{x}')] }),
    );
    expect(problems(registry)).toEqual([
      `two | The plugin ${nameOf('two')} declares the name "sla://{x}", which ${nameOf('one')} already uses.\n${TAKE_OUT('two')}`,
    ]);
  });

  it.each([
    ['tools', { tools: [tool('a'), tool('a')] }, 'a'],
    ['kinds', { tools: [tool('a')], prompts: [prompt('a')] }, 'a'],
    ['URIs', { resources: [resource('a', 'x:y'), resource('b', 'x:y')] }, 'x:y'],
  ])('sees a name that comes twice in one plugin: %s', async (_, lists, name) => {
    const registry = await registryOf(definePlugin({ id: 'one', ...lists }));
    expect(registry.tools.size + registry.resources.size + registry.prompts.size).toBe(0);
    expect(problems(registry)).toEqual([
      `one | The plugin ${nameOf('one')} declares the name "${name}" twice.\nFix the plugin, or report this to its author.`,
    ]);
  });

  it('sees a plugin that is named twice, whatever it has', () => {
    const nothing = definePlugin({ id: 'p' });
    const [first, second] = [
      loadedPlugin(nothing, { options: { a: 1 } }),
      loadedPlugin(nothing, { options: { a: 2 } }),
    ];
    const registry = buildRegistry({ loaded: [first, second], quarantined: [] });
    expect(registry.plugins).toEqual([first]);
    expect(problems(registry)).toEqual([
      '@acme/p | The plugin @acme/p 1.2.3 (/p/index.js) is listed twice in `plugins`.\n' +
        'Remove one of the two entries.',
    ]);
  });

  it('keeps several objects of one file apart', async () => {
    const { plugins } = await registryOf(plugin('one', 'a'), plugin('two', 'b'));
    expect(plugins.map(({ file }) => file)).toEqual(['/config.ts', '/config.ts']);
  });

  it('keeps what was quarantined before', async () => {
    const { quarantined } = await registryOf({ id: 'no plugin' }, plugin('one', 'a'), plugin('two', 'a'));
    expect(quarantined.map(({ source }) => source)).toEqual(['inline plugin', 'two']);
  });

  it('sees a group that two plugins have: its name would switch both', async () => {
    const registry = await registryOf(
      definePlugin({ id: 'one', tools: [tool('a', 'shared')] }),
      definePlugin({ id: 'two', tools: [tool('b', 'shared')] }),
    );
    expect(problems(registry)).toEqual([
      `two | The plugin ${nameOf('two')} declares the name "shared", which ${nameOf('one')} already uses.\n${TAKE_OUT('two')}`,
    ]);
  });

  it('sees a tool that is named as the group of another plugin, and lets a plugin do so with its own', async () => {
    const one = definePlugin({ id: 'one', tools: [tool('a', 'a')] });
    expect((await registryOf(one)).quarantined).toEqual([]);
    const registry = await registryOf(plugin('other', 'x'), plugin('two', 'group_other'));
    expect(problems(registry)).toEqual([
      `two | The plugin ${nameOf('two')} declares the name "group_other", which ${nameOf('other')} already uses.\n${TAKE_OUT('two')}`,
    ]);
  });

  const RENAME =
    'Choose another name: the configuration enables and disables features by name, and this one is taken.';
  const ofPackage = (source: string, definition: PluginDefinition) =>
    buildRegistry({ loaded: [loadedPlugin(definition, { source, version: '9.9.9' })], quarantined: [] });
  it.each([
    [
      'the group',
      { id: 'p', tools: [tool('a', 'kv')] },
      'has a group named "kv", which is a built-in group.',
    ],
    [
      'an old name as group',
      { id: 'p', tools: [tool('a', 'codegen')] },
      'has a group named "codegen", which is a built-in group.',
    ],
    ['a tool', { id: 'p', tools: [tool('logs')] }, 'declares the name "logs", which is a built-in group.'],
    [
      'a prompt',
      { id: 'p', prompts: [prompt('codegen')] },
      'declares the name "codegen", which is a built-in group.',
    ],
    ['the id', { id: 'kv' }, 'has the id "kv", which belongs to @kestra-mcp/plugin-kv.'],
  ])("keeps the host's names for the host: %s", (_, options, says) => {
    const registry = ofPackage('@acme/p', definePlugin(options));
    expect(problems(registry)).toEqual([
      `@acme/p | The plugin @acme/p 9.9.9 (/p/index.js) ${says}\n${RENAME}`,
    ]);
  });

  it("lets a package that is the host's by name have its own names, and none of another's", () => {
    const kv = definePlugin({ id: 'kv', tools: [tool('a', 'kv')] });
    expect(problems(ofPackage('@kestra-mcp/plugin-kv', kv))).toEqual([]);
    expect(problems(ofPackage('@kestra-mcp/plugin-flow', kv))).toHaveLength(1);
    expect(problems(ofPackage('@kestra-mcp/kv', kv))).toHaveLength(1);
  });

  it('lets an object of the configuration file stand for one by its id', async () => {
    const kv = definePlugin({ id: 'kv', tools: [tool('a', 'kv')] });
    const other = definePlugin({ id: 'mine', tools: [tool('a', 'kv')] });
    expect((await registryOf(kv)).quarantined).toEqual([]);
    expect((await registryOf(other)).quarantined).toHaveLength(1);
  });
});

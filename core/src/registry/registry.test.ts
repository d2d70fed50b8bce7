import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { loadedPlugin } from '../../../test/support/runtime.js';
import { registryOf } from '../../../test/support/things.js';
import { describeError } from '../errors.js';
import { definePlugin, definePrompt, defineResource, defineTool } from '../plugin/define.js';
import { buildRegistry, type Registry } from './registry.js';

const about = (name: string, title = 'G') => ({ group: { name: 'g', title }, name, description: 'D.' });
const tool = (name: string, title?: string) =>
  defineTool({
    ...about(name, title),
    effect: 'read',
    input: z.strictObject({}),
    output: z.looseObject({}),
    handler: () => ({}),
  });
const resource = (name: string, uri = `sla://${name}`) =>
  defineResource({ ...about(name), uri, handler: () => '' });
const prompt = (name: string) => definePrompt({ ...about(name), handler: () => '' });
const plugin = (id: string, title: string, ...tools: string[]) =>
  definePlugin({ id, tools: tools.map((name) => tool(name, title)) });

const problems = ({ quarantined }: Registry) =>
  quarantined.map(({ source, problem }) => `${source} | ${describeError(problem)}`);
const nameOf = (id: string) => `${id} inline (/config.ts)`;
const TAKE_OUT = (id: string) => `Take one of them out of \`plugins\`; ${id} is left out until then.`;

describe('buildRegistry', () => {
  it('has what all plugins have by name, a group as it was first described', async () => {
    const { plugins, tools, resources, prompts, groups, quarantined } = await registryOf(
      plugin('one', 'First', 'a', 'b'),
      definePlugin({
        id: 'two',
        tools: [tool('c', 'Second')],
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
    expect([...groups.values()]).toEqual([{ name: 'g', title: 'First' }]);
    expect(quarantined).toEqual([]);
  });

  it('leaves a plugin out as a whole whose name is taken, and names both', async () => {
    const registry = await registryOf(
      plugin('one', 'G', 'a'),
      plugin('two', 'G', 'b', 'a'),
      plugin('three', 'G', 'b'),
    );
    expect([...registry.tools.keys()]).toEqual(['a', 'b']);
    expect(registry.tools.get('b')?.plugin.source).toBe('three');
    expect(registry.plugins.map(({ source }) => source)).toEqual(['one', 'three']);
    expect(problems(registry)).toEqual([
      `two | The plugin ${nameOf('two')} has something named "a", and so has ${nameOf('one')}.\n${TAKE_OUT('two')}`,
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
        `two | The plugin ${nameOf('two')} has something named "a", and so has ${nameOf('one')}.\n${TAKE_OUT('two')}`,
      ]);
    },
  );

  it('sees a URI that two resources have', async () => {
    const registry = await registryOf(
      definePlugin({ id: 'one', resources: [resource('a', 'sla://{x}')] }),
      definePlugin({ id: 'two', resources: [resource('b', 'sla://{x}')] }),
    );
    expect(problems(registry)).toEqual([
      `two | The plugin ${nameOf('two')} has something named "sla://{x}", and so has ${nameOf('one')}.\n${TAKE_OUT('two')}`,
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
      `one | The plugin ${nameOf('one')} has two things named "${name}".\nMend the plugin, or tell its author.`,
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
      '@acme/p | The plugin @acme/p 1.2.3 (/p/index.js) is named twice in `plugins`.\n' +
        'Take one of the two entries out.',
    ]);
  });

  it('keeps several objects of one file apart', async () => {
    const { plugins } = await registryOf(plugin('one', 'G', 'a'), plugin('two', 'G', 'b'));
    expect(plugins.map(({ file }) => file)).toEqual(['/config.ts', '/config.ts']);
  });

  it('keeps what was quarantined before', async () => {
    const { quarantined } = await registryOf(
      { id: 'no plugin' },
      plugin('one', 'G', 'a'),
      plugin('two', 'G', 'a'),
    );
    expect(quarantined.map(({ source }) => source)).toEqual(['inline plugin', 'two']);
  });
});

import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { registryOf } from '../../../test/support/things.js';
import { describeError } from '../errors.js';
import { definePlugin, defineTool } from '../plugin/define.js';

const plugin = (id: string, title: string, ...tools: string[]) =>
  definePlugin({
    id,
    tools: tools.map((name) =>
      defineTool({
        group: { name: 'g', title },
        name,
        description: 'D.',
        effect: 'read',
        input: z.strictObject({}),
        output: z.looseObject({}),
        handler: () => ({}),
      }),
    ),
  });

describe('buildRegistry', () => {
  it('has the tools of all plugins in one map, a group as it was first described', async () => {
    const { tools, groups, quarantined } = await registryOf(
      plugin('one', 'First', 'a', 'b'),
      plugin('two', 'Second', 'c'),
    );
    expect([...tools].map(([name, tool]) => `${name} of ${tool.plugin.source}`)).toEqual([
      'a of one',
      'b of one',
      'c of two',
    ]);
    expect([...groups.values()]).toEqual([{ name: 'g', title: 'First' }]);
    expect(quarantined).toEqual([]);
  });

  it('leaves a plugin out as a whole whose tool name is taken, and names both', async () => {
    const { tools, quarantined } = await registryOf(
      plugin('one', 'G', 'a'),
      plugin('two', 'G', 'b', 'a'),
      plugin('three', 'G', 'b'),
    );
    expect([...tools.keys()]).toEqual(['a', 'b']);
    expect(tools.get('b')?.plugin.source).toBe('three');
    expect(quarantined.map(({ source, problem }) => `${source} | ${describeError(problem)}`)).toEqual([
      'two | Both one and two have a tool named "a".\n' +
        'Take one of them out of `plugins`; two is left out until then.',
    ]);
  });

  it('sees a name that comes twice in one plugin', async () => {
    const { tools, quarantined } = await registryOf(plugin('one', 'G', 'a', 'a'));
    expect(tools.size).toBe(0);
    expect(quarantined[0]?.problem.message).toBe('Both one and one have a tool named "a".');
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

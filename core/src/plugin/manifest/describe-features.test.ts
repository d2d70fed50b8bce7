import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { Prompt, Resource, ToolGroup } from '../author/decorators.js';
import {
  definePlugin,
  definePrompt,
  defineResource,
  defineTool,
  type PluginDefinition,
} from '../author/define.js';
import { pluginOptions } from '../author/options.js';
import { describePlugin } from './describe.js';

const text = z.string().describe('Text');

const makeThing = defineTool({
  group: { name: 'things', title: 'Second title' },
  name: 'make_thing',
  description: 'Makes a thing.',
  effect: 'read',
  switches: { auto_create: { effect: 'write' } },
  input: z.strictObject({ auto_create: z.boolean().default(false).describe('Save it') }),
  output: z.looseObject({}),
  handler: () => ({}),
});

describe('resources and prompts', () => {
  const Explain = z.strictObject({
    run: text,
    lines: z.coerce.number().default(20).describe('Lines'),
    tone: z.enum(['dry', 'kind']).optional(),
  });

  @ToolGroup({ name: 'reports', title: 'Reports' })
  class Reports {
    @Resource({ name: 'flow_report', uri: 'sla://{namespace}/{flow_id}', description: 'One.' })
    flow(input: { namespace: string; flow_id: string }) {
      return input;
    }

    @Prompt({ name: 'explain', title: 'Why?', description: 'Explains.', edition: 'EE', input: Explain })
    explain({ run }: z.output<typeof Explain>) {
      return run;
    }
  }
  const group = { name: 'other', title: 'Other' };
  const all = defineResource({
    ...{ group, name: 'report', title: 'All', uri: 'sla://report', description: 'All.' },
    ...{ mimeType: 'text/csv', edition: 'EE', optIn: true },
    handler: () => '',
  });
  const greet = definePrompt({ group, name: 'greet', description: 'Greets.', handler: () => 'Hello.' });
  const plugin = definePlugin({ id: 'p', groups: [Reports], resources: [all], prompts: [greet] });
  const { groups, tools, resources, prompts } = describePlugin(plugin, '1');

  it('are described whole, with their groups, those of classes first', () => {
    expect(groups).toEqual([{ name: 'reports', title: 'Reports' }, group]);
    expect(tools).toEqual([]);
    expect(resources).toEqual([
      { name: 'flow_report', group: 'reports', description: 'One.', uri: 'sla://{namespace}/{flow_id}' },
      {
        ...{ name: 'report', group: 'other', title: 'All', description: 'All.', edition: 'EE', optIn: true },
        ...{ uri: 'sla://report', mimeType: 'text/csv' },
      },
    ]);
    expect(prompts).toEqual([
      {
        ...{ name: 'explain', group: 'reports', title: 'Why?', description: 'Explains.', edition: 'EE' },
        arguments: [
          { name: 'run', description: 'Text', required: true },
          { name: 'lines', description: 'Lines', required: false },
          { name: 'tone', required: false, complete: ['dry', 'kind'] },
        ],
      },
      { name: 'greet', group: 'other', description: 'Greets.', arguments: [] },
    ]);
  });

  it('are none of a plugin that another copy of core, without them, has made', () => {
    const { resources: _, prompts: __, ...old } = definePlugin({ id: 'p', tools: [makeThing] });
    expect(describePlugin(old as PluginDefinition, '1')).toMatchObject({ resources: [], prompts: [] });
  });
});

describe('options', () => {
  const schema = z.strictObject({
    owner: text,
    token: z.string().meta({ secret: true, description: 'Token' }).optional(),
    hours: z.int().positive().default(24),
  });
  const expected = {
    type: 'object',
    properties: {
      owner: { type: 'string', description: 'Text' },
      token: { type: 'string', secret: true, description: 'Token' },
      hours: { type: 'integer', exclusiveMinimum: 0, default: 24 },
    },
    required: ['owner'],
    additionalProperties: false,
  };

  it.each([
    ['a schema', schema],
    ['a class', class Settings extends pluginOptions(schema) {}],
  ])('given as %s are described, what is secret among them', (_, options) => {
    expect(describePlugin(definePlugin({ id: 'p', options }), '1').options).toEqual(expected);
  });

  it('are absent where there are none', () => {
    expect(describePlugin(definePlugin({ id: 'p' }), '1')).not.toHaveProperty('options');
  });
});

import { expect, it } from '@jest/globals';
import * as z from 'zod';
import { definePlugin, definePrompt, defineResource, defineTool } from '../author/define.js';
import { describePlugin } from './describe.js';
import { undescribed } from './undescribed.js';

const group = { name: 'g', title: 'G' };
const said = z.string().describe('Said');
const tool = (description: string, shape: z.ZodRawShape) =>
  defineTool({
    ...{ group, name: 'get_thing', description, effect: 'read' },
    ...{ input: z.strictObject(shape), output: z.looseObject({}) },
    handler: () => ({}),
  });
const resource = (description: string) =>
  defineResource({ group, name: 'report', uri: 'sla://{id}', description, handler: () => '' });
const prompt = (description: string, shape: z.ZodRawShape) =>
  definePrompt({ group, name: 'explain', description, input: z.strictObject(shape), handler: () => '' });

it.each<[string, object, string[]]>([
  ['nothing', {}, []],
  [
    'all that is said',
    { tools: [tool('D.', { id: said })], resources: [resource('D.')], prompts: [prompt('D.', { id: said })] },
    [],
  ],
  [
    'everything that has no description',
    { tools: [tool('', {})], resources: [resource(' ')], prompts: [prompt('\n', {})] },
    ['get_thing', 'report', 'explain'],
  ],
  [
    'parameters, unless their values speak for them',
    {
      tools: [
        tool('D.', {
          id: z.string(),
          blank: z.string().describe(' '),
          properties: z.string(),
          level: z.enum(['low', 'high']),
          kind: z.literal('flow'),
        }),
      ],
    },
    [
      'the argument "id" of get_thing',
      'the argument "blank" of get_thing',
      'the argument "properties" of get_thing',
    ],
  ],
  [
    'arguments of prompts',
    { prompts: [prompt('D.', { id: z.string(), lines: z.coerce.number().optional(), run: said })] },
    ['the argument "id" of explain', 'the argument "lines" of explain'],
  ],
])('names %s', (_, plugin, names) => {
  expect(undescribed(describePlugin(definePlugin({ id: 'p', ...plugin }), '1'))).toEqual(names);
});

import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { leftOut } from '../author/atoms.js';
import { Tool, ToolGroup } from '../author/decorators.js';
import { definePlugin, defineTool } from '../author/define.js';
import { describePlugin } from './describe.js';

const text = z.string().describe('Text');
const GetThing = z.strictObject({ id: text, page: z.int().min(1).default(1).describe('Page') });
const ManageThing = z.strictObject({ action: z.enum(['get', 'set']), value: text.optional() });

@ToolGroup({ name: 'things', title: 'Things', instructions: 'look at things.' })
class Things {
  @Tool({
    name: 'get_thing',
    description: 'One thing.',
    effect: 'read',
    input: GetThing,
    output: z.looseObject({ id: text }),
  })
  getThing({ id }: z.output<typeof GetThing>) {
    return { id };
  }

  @Tool({
    name: 'manage_thing',
    title: 'A thing',
    description: 'One thing.',
    edition: 'EE',
    optIn: true,
    input: ManageThing,
    actions: { get: { effect: 'read' }, set: { effect: 'write', requires: ['value'], accepts: [] } },
    output: z.looseObject({}),
  })
  manageThing() {
    return {};
  }
}

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

const toolOf = (input: z.ZodObject, output: z.ZodType = z.looseObject({})) => {
  const group = { name: 'g', title: 'G' };
  const tool = defineTool({
    group,
    name: 't',
    description: '',
    effect: 'read',
    input,
    output,
    handler: () => ({}),
  });
  return describePlugin(definePlugin({ id: 'p', tools: [tool] }), '1.0.0').tools[0];
};

describe('describePlugin', () => {
  const manifest = describePlugin(definePlugin({ id: 'p', groups: [Things], tools: [makeThing] }), '1.2.3');

  it('says of the plugin its id, version and groups, each once', () => {
    const { tools, ...rest } = manifest;
    expect(rest).toEqual({
      apiVersion: 1,
      id: 'p',
      version: '1.2.3',
      groups: [{ name: 'things', title: 'Things', instructions: 'look at things.' }],
      resources: [],
      prompts: [],
    });
    expect(tools.map(({ name }) => name)).toEqual(['get_thing', 'manage_thing', 'make_thing']);
  });

  it('describes a tool of a class whole', () => {
    expect(manifest.tools[0]).toEqual({
      name: 'get_thing',
      group: 'things',
      description: 'One thing.',
      effect: 'read',
      inputSchema: {
        type: 'object',
        properties: {
          id: { type: 'string', description: 'Text' },
          page: { type: 'integer', minimum: 1, default: 1, description: 'Page' },
        },
        required: ['id'],
        additionalProperties: false,
      },
      outputSchema: {
        type: 'object',
        properties: { id: { type: 'string', description: 'Text' } },
        required: ['id'],
      },
    });
  });

  it('describes actions, and takes the strongest effect of them', () => {
    expect(manifest.tools[1]).toMatchObject({
      title: 'A thing',
      effect: 'write',
      edition: 'EE',
      optIn: true,
      actions: [
        { name: 'get', effect: 'read' },
        { name: 'set', effect: 'write', requires: ['value'], accepts: [] },
      ],
    });
  });

  it('describes a tool of the function form, its switches as actions', () => {
    expect(manifest.tools[2]).toMatchObject({
      name: 'make_thing',
      group: 'things',
      effect: 'read',
      actions: [{ name: 'auto_create', effect: 'write', switch: true }],
    });
  });

  it('refuses a class that is no group', () => {
    class Plain {}
    expect(() => describePlugin(definePlugin({ id: 'p', groups: [Plain] }), '1')).toThrow(
      'Plain needs the @ToolGroup decorator.',
    );
  });
});

describe('a schema', () => {
  it('is lean: no dialect, no bounds of safe integers, no open objects spelt out', () => {
    const tool = toolOf(
      z.strictObject({ n: z.int().describe('N'), map: z.record(z.string(), z.unknown()).describe('M') }),
      z.object({ list: z.array(z.looseObject({ n: z.int().min(3) })) }),
    );
    expect(tool?.inputSchema).toEqual({
      type: 'object',
      properties: {
        n: { type: 'integer', description: 'N' },
        map: { type: 'object', additionalProperties: true, description: 'M' },
      },
      required: ['n', 'map'],
      additionalProperties: false,
    });
    const item = { type: 'object', properties: { n: { type: 'integer', minimum: 3 } }, required: ['n'] };
    expect(tool?.outputSchema.properties).toEqual({ list: { type: 'array', items: item } });
  });

  it('keeps parameters that are named like keywords', () => {
    const tool = toolOf(
      z.strictObject({ propertyNames: text, additionalProperties: z.object({}), maximum: text }),
    );
    expect(Object.keys(tool?.inputSchema.properties ?? {})).toEqual([
      'propertyNames',
      'additionalProperties',
      'maximum',
    ]);
  });

  it('states the value that means "left out"', () => {
    const tool = toolOf(z.strictObject({ q: leftOut(text, ''), n: leftOut(z.int().positive(), 0) }));
    expect(tool?.inputSchema.properties).toMatchObject({ q: { default: '' }, n: { default: 0 } });
    expect(tool?.inputSchema).not.toHaveProperty('required');
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { registryOf, thingsPlugin } from '../../../test/support/plugins/things.js';
import { definePlugin, defineTool } from '../plugin/author/define.js';
import type { JsonSchema } from '../plugin/manifest/manifest.js';
import type { Registry } from '../registry/registry.js';
import { narrowedSchema, narrowedTool } from './schema.js';
import { select } from './selection.js';

const keep = {
  group: { name: 'keep', title: 'Keep' },
  input: z.strictObject({
    action: z.enum(['copy', 'set', 'list']),
    id: z.string().optional().describe('id of the thing'),
    to: z.string().optional().describe('Where to, which set ignores'),
    value: z.string().optional().describe('new value'),
  }),
  output: z.looseObject({}),
  handler: () => ({}),
};
const actions = {
  copy: { effect: 'write', does: 'copy it', requires: ['id', 'to'] },
  set: { effect: 'write', does: 'set its value', requires: ['id'], accepts: ['value', 'to'] },
  list: { effect: 'read', does: 'list all' },
} as const;
const keepPlugin = definePlugin({
  id: 'keep',
  tools: [
    defineTool({ ...keep, name: 'keep_thing', description: 'A thing', actions }),
    defineTool({ ...keep, name: 'keep_other', description: 'Another. Handle with care.', actions }),
    defineTool({
      ...keep,
      name: 'keep_commas',
      description: 'A thing',
      actions: { ...actions, set: { ...actions.set, does: 'set its value, once' } },
    }),
    defineTool({
      ...{ ...keep, name: 'keep_stops', description: 'A thing: ' },
      actions: { ...actions, set: { ...actions.set, does: ' set its value. ' }, list: { effect: 'read' } },
    }),
    defineTool({
      ...keep,
      name: 'keep_silent',
      description: 'Things to keep: copy, set or list.',
      actions: { copy: { effect: 'write' }, set: { effect: 'write' }, list: { effect: 'read' } },
    }),
  ],
});

let registry: Registry;
beforeAll(async () => {
  registry = await registryOf(thingsPlugin, keepPlugin);
});

const narrowed = (tool: string, ...disable: string[]): JsonSchema => {
  const selected = select(registry, { enable: [], disable, readOnly: false }).tools.get(tool);
  return selected ? narrowedSchema(selected) : {};
};
const whole = (tool: string) => registry.tools.get(tool)?.manifest.inputSchema;
const names = (schema: JsonSchema) => Object.keys(schema.properties ?? {});

describe('narrowedSchema', () => {
  it('is the whole schema while everything is on', () => {
    expect(narrowed('manage_thing')).toEqual(whole('manage_thing'));
    expect(names(narrowed('manage_thing'))).toEqual(['id', 'action', 'value', 'note', 'force']);
  });

  it.each([
    [['manage_thing:delete'], ['id', 'action', 'value', 'note'], ['get', 'set'], 'get'],
    [['manage_thing:set'], ['id', 'action', 'note', 'force'], ['get', 'delete'], 'get'],
    [['manage_thing:get', 'manage_thing:set'], ['id', 'action', 'note', 'force'], ['delete'], undefined],
    [['manage_thing:set', 'manage_thing:delete'], ['id', 'action'], ['get'], 'get'],
  ])('without %j has %j, and the actions %j', (disable, properties, actions, standard) => {
    const schema = narrowed('manage_thing', ...disable);
    expect(names(schema)).toEqual(properties);
    expect(schema.properties).toMatchObject({ action: { enum: actions } });
    expect((schema.properties as Record<string, JsonSchema>).action?.default).toBe(standard);
    expect(schema).toMatchObject({ additionalProperties: false });
    expect(schema.required).toEqual(standard === undefined ? ['id', 'action'] : ['id']);
  });

  it('loses a switch that is off', () => {
    expect(names(narrowed('generate_flow'))).toEqual(['auto_create']);
    expect(names(narrowed('generate_flow', 'generate_flow:auto_create'))).toEqual([]);
  });

  it('requires what all actions left require', () => {
    const needs = (...left: string[]) => {
      const off = ['copy', 'set', 'list'].filter((name) => !left.includes(name));
      const schema = narrowed('keep_thing', ...off.map((name) => `keep_thing:${name}`));
      return schema.required;
    };
    expect(needs('copy', 'set', 'list')).toEqual(['action']);
    expect(needs('copy', 'set')).toEqual(['action', 'id']);
    expect(needs('copy')).toEqual(['action', 'id', 'to']);
    expect(needs('list')).toEqual(['action']);
  });

  it('leaves the manifest as it was', () => {
    const before = JSON.stringify(whole('manage_thing'));
    narrowed('manage_thing', 'manage_thing:get');
    expect(JSON.stringify(whole('manage_thing'))).toBe(before);
  });
});

describe('narrowedTool', () => {
  const said = (tool: string, ...off: string[]) => {
    const disable = off.map((name) => `${tool}:${name}`);
    const selected = select(registry, { enable: [], disable, readOnly: false }).tools.get(tool);
    if (selected === undefined) throw new Error(`no ${tool}`);
    const { description, inputSchema } = narrowedTool(selected);
    const parameters = Object.entries(inputSchema.properties as Record<string, JsonSchema>);
    return {
      description,
      about: Object.fromEntries(parameters.map(([name, each]) => [name, each.description])),
    };
  };

  it.each([
    ['keep_thing', [], 'A thing: copy it, set its value, or list all.'],
    ['keep_thing', ['set'], 'A thing: copy it or list all.'],
    ['keep_thing', ['set', 'copy'], 'A thing: list all.'],
    ['keep_other', [], 'Another. Handle with care. Copy it, set its value, or list all.'],
    ['keep_other', ['copy', 'list'], 'Another. Handle with care. Set its value.'],
    ['keep_commas', [], 'A thing: copy it; set its value, once; or list all.'],
    ['keep_commas', ['set'], 'A thing: copy it or list all.'],
    ['keep_stops', [], 'A thing: copy it, set its value, or list.'],
    ['keep_stops', ['list'], 'A thing: copy it or set its value.'],
    ['keep_stops', ['copy', 'set'], 'A thing: list.'],
    ['keep_silent', [], 'Things to keep: copy, set or list.'],
    ['keep_silent', ['set'], 'Things to keep: copy, set or list. Only copy and list are enabled.'],
    ['keep_silent', ['set', 'copy'], 'Things to keep: copy, set or list. Only list is enabled.'],
  ])('%s without %j: %s', (tool, off, description) => {
    expect(said(tool, ...off).description).toBe(description);
  });

  it('says for which actions a parameter is, of those that are on', () => {
    expect(said('keep_thing').about).toMatchObject({
      id: 'For copy and set: id of the thing',
      value: 'For set: new value',
    });
    expect(said('keep_thing', 'list').about).toMatchObject({
      id: 'Id of the thing',
      value: 'For set: new value',
    });
    expect(said('keep_thing', 'list', 'copy').about).toMatchObject({
      id: 'Id of the thing',
      value: 'New value',
    });
    expect(said('keep_thing', 'copy').about).toMatchObject({ id: 'For set: id of the thing' });
  });

  it('leaves a parameter as it is whose description names an action', () => {
    expect(said('keep_thing').about).toMatchObject({ to: 'Where to, which set ignores' });
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import { registryOf, thingsPlugin } from '../../../test/support/plugins/things.js';
import type { JsonSchema } from '../plugin/manifest/manifest.js';
import type { Registry } from '../registry/registry.js';
import { narrowedSchema } from './schema.js';
import { select } from './selection.js';

let registry: Registry;
beforeAll(async () => {
  registry = await registryOf(thingsPlugin);
});

const narrowed = (tool: string, ...disable: string[]): JsonSchema => {
  const selected = select(registry, { enable: [], disable, readOnly: false }).tools.get(tool);
  return selected ? narrowedSchema(selected) : {};
};
const whole = (tool: string) => registry.tools.get(tool)?.manifest.inputSchema;
const names = (schema: JsonSchema) => Object.keys(schema.properties ?? {});

describe('narrowedSchema', () => {
  it('is the whole schema while everything is on', () => {
    expect(narrowed('manage_thing')).toBe(whole('manage_thing'));
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
    expect(schema).toMatchObject({ required: ['id'], additionalProperties: false });
  });

  it('loses a switch that is off', () => {
    expect(names(narrowed('generate_flow'))).toEqual(['auto_create']);
    expect(names(narrowed('generate_flow', 'generate_flow:auto_create'))).toEqual([]);
  });

  it('leaves the manifest as it was', () => {
    const before = JSON.stringify(whole('manage_thing'));
    narrowed('manage_thing', 'manage_thing:get');
    expect(JSON.stringify(whole('manage_thing'))).toBe(before);
  });
});

import { describe, expect, it } from '@jest/globals';
import { undescribed } from '../../../core/src/plugin/manifest/undescribed.js';
import { firstPartyPlugins, firstPartyTools, parametersOf } from '../../support/plugins/first-party.js';

const EFFECTS = ['read', 'write', 'destructive'];
const tools = await firstPartyTools();
const each = tools.map((tool) => [tool.name, tool] as const);

describe('every plugin', () => {
  it('describes all that a model would have to guess', async () => {
    expect((await firstPartyPlugins()).flatMap(undescribed)).toEqual([]);
  });
});

describe('every tool', () => {
  it('has a name of its own', () => {
    expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length);
    expect(tools.length).toBeGreaterThanOrEqual(15);
  });
});

describe.each(each)('%s', (name, tool) => {
  it('is named verb_noun and belongs to a group of its plugin', async () => {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)+$/);
    const plugin = (await firstPartyPlugins()).find((one) => one.tools.some((each) => each.name === name));
    expect(plugin?.groups.map((group) => group.name)).toContain(tool.group);
  });

  it('is described in 20 to 350 characters', () => {
    expect(tool.description.length).toBeGreaterThanOrEqual(20);
    expect(tool.description.length).toBeLessThanOrEqual(350);
  });

  it('takes an object that is closed, without a union at its root', () => {
    expect(tool.inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
    for (const keyword of ['anyOf', 'oneOf', 'allOf', '$ref', '$defs', '$schema'])
      expect(tool.inputSchema).not.toHaveProperty(keyword);
    const required = (tool.inputSchema.required ?? []) as string[];
    expect(Object.keys(parametersOf(tool))).toEqual(expect.arrayContaining(required));
  });

  it('describes every parameter, or names its values', () => {
    const silent = Object.entries(parametersOf(tool)).filter(
      ([, schema]) => schema.enum === undefined && String(schema.description ?? '').length < 3,
    );
    expect(silent.map(([parameter]) => parameter)).toEqual([]);
  });

  it('gives back an object', () => {
    expect(tool.outputSchema).toMatchObject({ type: 'object' });
    for (const keyword of ['anyOf', 'oneOf', 'allOf']) expect(tool.outputSchema).not.toHaveProperty(keyword);
    // Newer versions of Kestra may return more than is listed here.
    expect(tool.outputSchema.properties).toBeDefined();
  });

  it('states its effect, or that of each action', () => {
    expect(EFFECTS).toContain(tool.effect);
    const actions = tool.actions ?? [];
    for (const { effect } of actions) expect(EFFECTS).toContain(effect);
    const named = actions.filter((action) => action.switch === undefined).map((action) => action.name);
    const { action } = parametersOf(tool);
    expect(named).toEqual(action?.enum ?? []);
  });

  it('names only parameters that it has in what actions need', () => {
    for (const { name, requires = [], accepts = [], switch: isSwitch } of tool.actions ?? [])
      for (const parameter of [...requires, ...accepts, ...(isSwitch ? [name] : [])])
        expect(Object.keys(parametersOf(tool))).toContain(parameter);
  });

  it('has the input schema that clients know', () => {
    expect(tool.inputSchema).toMatchSnapshot();
  });
});

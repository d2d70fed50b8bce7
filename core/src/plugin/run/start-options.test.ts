import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { ACME, CONTEXT, loadedPlugin, NOWHERE, runtimeOf } from '../../../../test/support/host/runtime.js';
import { BRAND } from '../../foundation/brand.js';
import { describeError } from '../../foundation/errors.js';
import { Injectable, Tool, ToolGroup } from '../author/decorators.js';
import { definePlugin, defineTool, type PluginOptions } from '../author/define.js';
import { pluginOptions } from '../author/options.js';
import { PluginLog } from '../author/services.js';

const output = z.looseObject({});
const run = defineTool({
  ...{ group: { name: 'g', title: 'G' }, name: 'run', description: 'D.', effect: 'read' },
  ...{ input: z.strictObject({}), output },
  handler: (_, { kestra, options, get }) => ({ kestra, options, get: typeof get }),
});

describe('what a class may ask for', () => {
  class Settings extends pluginOptions(
    z.strictObject({ owner: z.string(), hours: z.number().default(24), token: z.string().optional() }),
  ) {
    greeting() {
      return `${this.owner}: ${this.hours} h`;
    }
  }

  @Injectable()
  class Diary {
    constructor(
      readonly settings: Settings,
      readonly log: PluginLog,
    ) {}
  }

  @ToolGroup({ name: 'asking', title: 'Asking' })
  class Asking {
    constructor(
      readonly diary: Diary,
      readonly settings: Settings,
    ) {}

    @Tool({ name: 'ask', description: 'D.', effect: 'read', input: z.strictObject({}), output })
    ask() {
      this.diary.log.info('asked');
      return { greeting: this.settings.greeting(), same: this.diary.settings === this.settings };
    }
  }
  const definition = definePlugin({
    ...{ id: 'p', groups: [Asking], providers: [Diary], tools: [run], options: Settings },
  });

  it('is the options, with their defaults, and the log', async () => {
    const written: string[] = [];
    const plugin = loadedPlugin(definition, { options: { owner: 'data' } });
    const { handler } = await runtimeOf({ written }).tool(plugin, 'ask');
    expect(await handler({}, CONTEXT)).toEqual({ greeting: 'data: 24 h', same: true });
    expect(written).toEqual(['info asked']);
  });

  it('is what a function is given, the log apart', async () => {
    const plugin = loadedPlugin(definition, { options: { owner: 'data', hours: 1 } });
    const { handler } = await runtimeOf().tool(plugin, 'run');
    expect(await handler({}, CONTEXT)).toEqual({
      ...{ kestra: NOWHERE, options: { owner: 'data', hours: 1 }, get: 'function' },
    });
  });

  it('is no options of an instance that is configured otherwise', async () => {
    const runtime = runtimeOf();
    const [one, other] = ['data', 'ops'].map((owner) => loadedPlugin(definition, { options: { owner } }));
    const greet = async (plugin = loadedPlugin(definition)) =>
      (await runtime.tool(plugin, 'ask')).handler({}, CONTEXT);
    expect(await greet(one)).toMatchObject({ greeting: 'data: 24 h' });
    expect(await greet(other)).toMatchObject({ greeting: 'ops: 24 h' });
  });

  it('is refused when the options are wrong, by name', async () => {
    const plugin = loadedPlugin(definition, { options: { hours: 'many' } });
    expect(await runtimeOf().tool(plugin, 'ask').catch(describeError)).toBe(
      `${ACME} rejects its options.\n` +
        '- owner: Invalid input: expected string, received undefined\n' +
        '- hours: Invalid input: expected number, received string\n' +
        'Correct them in its entry in `plugins`: ["its-name", { … }].',
    );
  });

  it("is the host's log and client for the classes of another copy of core, too", async () => {
    const others = { PluginLog: class PluginLog {}, KestraClient: class KestraClient {} };
    for (const [brand, type] of Object.entries(others))
      Object.defineProperty(type, Symbol.for('kestra-mcp.brand'), { value: brand });
    class Other {
      constructor(
        readonly log: object,
        readonly kestra: object,
      ) {}
    }
    Reflect.defineMetadata('design:paramtypes', [others.PluginLog, others.KestraClient], Other);
    ToolGroup({ name: 'other', title: 'Other' })(Other);
    const seen: unknown[] = [];
    const onInit: PluginOptions['onInit'] = ({ get, log, kestra }) => {
      const { log: ofClass, kestra: client } = get(Other);
      seen.push(ofClass === log, client === kestra);
    };
    await runtimeOf().prepare(loadedPlugin(definePlugin({ id: 'p', groups: [Other], onInit })));
    expect([PluginLog[BRAND], seen]).toEqual(['PluginLog', [true, true]]);
  });
});

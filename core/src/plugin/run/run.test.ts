import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { ACME, CONTEXT, loadedPlugin, NOWHERE, runtimeOf } from '../../../../test/support/host/runtime.js';
import { KestraClient } from '../../kestra/client.js';
import { Injectable, Prompt, Resource, Tool, ToolGroup } from '../author/decorators.js';
import { definePlugin, definePrompt, defineResource, defineTool } from '../author/define.js';
import { currentPlugin, nameOf } from '../load/identity.js';

const input = z.strictObject({ id: z.string() });
const output = z.looseObject({});

@Injectable()
class Prefix {
  readonly text = 'thing ';
}

@ToolGroup({ name: 'things', title: 'Things' })
class Things {
  constructor(
    readonly kestra: KestraClient,
    readonly prefix: Prefix,
  ) {}

  @Tool({ name: 'get_thing', description: 'D.', effect: 'read', input, output })
  getThing({ id }: { id: string }) {
    return { id: this.prefix.text + id, client: this.kestra };
  }

  @Resource({ name: 'thing', uri: 'things://{id}', description: 'D.' })
  thing({ id }: { id: string }) {
    return this.prefix.text + id;
  }

  @Prompt({ name: 'ask', description: 'D.', input })
  ask({ id }: { id: string }) {
    return `What is ${this.prefix.text}${id}?`;
  }
}

const group = { name: 'g', title: 'G' };
const make = defineTool({
  ...{ group, name: 'make_thing', description: 'D.', effect: 'read', input, output },
  handler: ({ id }, { signal, kestra, options, get }) => ({
    ...{ id, cancelled: signal.aborted, kestra, options },
    prefix: get(Prefix).text,
  }),
});
const list = defineResource({
  ...{ group, name: 'things', uri: 'things://all', description: 'D.' },
  handler: (_, { get }) => get(Prefix).text,
});
const greet = definePrompt({
  ...{ group, name: 'greet', description: 'D.' },
  handler: (_, { get }) => `Hello, ${get(Prefix).text}`,
});
const definition = definePlugin({
  ...{ id: 'p', groups: [Things], providers: [Prefix] },
  ...{ tools: [make], resources: [list], prompts: [greet] },
});
const plugin = loadedPlugin(definition);

describe('PluginRuntime', () => {
  it('gives the methods of a class bound to their instance, its services injected', async () => {
    const runtime = runtimeOf();
    const { declaration, handler } = await runtime.tool(plugin, 'get_thing');
    expect(declaration.input).toBe(input);
    expect(await handler({ id: 'x' }, CONTEXT)).toEqual({ id: 'thing x', client: NOWHERE });
    const resource = await runtime.resource(plugin, 'thing');
    expect(resource.declaration.uri).toBe('things://{id}');
    expect(await resource.handler({ id: 'x' }, CONTEXT)).toBe('thing x');
    const prompt = await runtime.prompt(plugin, 'ask');
    expect(prompt.declaration.input).toBe(input);
    expect(await prompt.handler({ id: 'x' }, CONTEXT)).toBe('What is thing x?');
  });

  it('gives the function form, which is handed the services', async () => {
    const runtime = runtimeOf();
    const { handler } = await runtime.tool(plugin, 'make_thing');
    expect(await handler({ id: 'x' }, CONTEXT)).toEqual({
      ...{ id: 'x', cancelled: false, kestra: NOWHERE, options: {}, prefix: 'thing ' },
    });
    expect(await (await runtime.resource(plugin, 'things')).handler({}, CONTEXT)).toBe('thing ');
    expect(await (await runtime.prompt(plugin, 'greet')).handler({}, CONTEXT)).toBe('Hello, thing ');
  });

  it('imports a plugin once, and again after a failure', async () => {
    let imports = 0;
    const failing = loadedPlugin(async () => {
      imports += 1;
      if (imports === 1) throw new Error('not installed');
      return definition;
    });
    const running = runtimeOf();
    await expect(running.tool(failing, 'get_thing')).rejects.toThrow('not installed');
    await Promise.all([running.tool(failing, 'get_thing'), running.tool(failing, 'make_thing')]);
    expect(imports).toBe(2);
  });

  it.each(['tool', 'resource', 'prompt'] as const)(
    'tells of a manifest that names a %s which the code does not have',
    async (kind) => {
      await expect(runtimeOf()[kind](plugin, 'old_thing')).rejects.toMatchObject({
        code: 'KMCP_PLUGIN',
        message: `${ACME} lists "old_thing" in its manifest, but its code does not declare it.`,
        hint: 'Regenerate the manifest (kestra-mcp manifest <folder of the plugin>), or reinstall the plugin.',
      });
    },
  );

  it('tells whose class cannot be put together, and what to do', async () => {
    const broken = loadedPlugin(definePlugin({ id: 'p', groups: [Things] }));
    await expect(runtimeOf().tool(broken, 'get_thing')).rejects.toMatchObject({
      code: 'KMCP_PLUGIN',
      message: `${ACME} could not be instantiated: Things needs Prefix, but nothing provides it.`,
      hint: 'Add it to definePlugin({ providers: [Prefix] }), or make it the options of the plugin.',
    });
  });

  it('tells whose constructor throws, and what to do', async () => {
    @ToolGroup({ name: 'throws', title: 'Throws' })
    class Throws {
      constructor() {
        throw new Error('boom');
      }
    }
    const broken = loadedPlugin(definePlugin({ id: 'p', groups: [Throws] }));
    await expect(runtimeOf().tool(broken, 'get_thing')).rejects.toMatchObject({
      code: 'KMCP_PLUGIN',
      message: `${ACME} could not be instantiated: boom`,
      hint: 'Fix the plugin, report this to its author, or remove it from `plugins`.',
    });
  });

  it('runs the code of a plugin under its name', async () => {
    const seen: string[] = [];
    const note = (when: string) => {
      const current = currentPlugin();
      seen.push(`${when} of ${current && nameOf(current)}`);
    };
    const noting = definePlugin({
      id: 'p',
      onInit: () => note('onInit'),
      onDispose: () => note('onDispose'),
    });
    const named = loadedPlugin(async () => {
      note('import');
      return noting;
    });
    const runtime = runtimeOf();
    await runtime.prepare(named);
    await runtime.close(10);
    expect(seen).toEqual(
      ['import', 'onInit', 'onDispose'].map((when) => `${when} of @acme/p 1.2.3 (/p/index.js)`),
    );
  });
});

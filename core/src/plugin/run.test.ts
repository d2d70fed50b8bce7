import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { KestraClient } from '../kestra/client.js';
import type { ToolContext } from './context.js';
import { Injectable, Tool, ToolGroup } from './decorators.js';
import { definePlugin, defineTool } from './define.js';
import type { LoadedPlugin } from './load.js';
import { PluginRuntime } from './run.js';

const input = z.strictObject({ id: z.string() });
const output = z.looseObject({});
const context: ToolContext = {
  signal: new AbortController().signal,
  progress: async () => undefined,
  log: async () => undefined,
};

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
}

const group = { name: 'g', title: 'G' };
const make = defineTool({
  ...{ group, name: 'make_thing', description: 'D.', effect: 'read', input, output },
  handler: ({ id }, { signal }) => ({ id, cancelled: signal.aborted }),
});
const definition = definePlugin({ id: 'p', groups: [Things], providers: [Prefix], tools: [make] });

const loaded = (from: LoadedPlugin['definition']): LoadedPlugin => ({
  source: '@acme/p',
  manifest: { apiVersion: 1, id: 'p', version: '1', groups: [], tools: [] },
  definition: from,
});
const client = new KestraClient({
  baseUrl: 'http://x/api/v1',
  tenant: 'main',
  auth: { kind: 'none' },
  timeoutMs: 1,
});
const runtime = () => new PluginRuntime(async () => ({ KestraClient: client }));

describe('PluginRuntime', () => {
  it('gives the methods of a class bound to their instance, its services injected', async () => {
    const { declaration, handler } = await runtime().tool(
      loaded(async () => definition),
      'get_thing',
    );
    expect(declaration.input).toBe(input);
    expect(await handler({ id: 'x' }, context)).toEqual({ id: 'thing x', client });
  });

  it('gives the tools of the function form', async () => {
    const { handler } = await runtime().tool(
      loaded(async () => definition),
      'make_thing',
    );
    expect(await handler({ id: 'x' }, context)).toEqual({ id: 'x', cancelled: false });
  });

  it('imports a plugin once, and again after a failure', async () => {
    let imports = 0;
    const plugin = loaded(async () => {
      imports += 1;
      if (imports === 1) throw new Error('not installed');
      return definition;
    });
    const running = runtime();
    await expect(running.tool(plugin, 'get_thing')).rejects.toThrow('not installed');
    await Promise.all([running.tool(plugin, 'get_thing'), running.tool(plugin, 'make_thing')]);
    expect(imports).toBe(2);
  });

  it('tells of a manifest that names what the code does not have', async () => {
    await expect(
      runtime().tool(
        loaded(async () => definition),
        'old_thing',
      ),
    ).rejects.toMatchObject({
      code: 'KMCP_PLUGIN',
      message: '@acme/p lists the tool "old_thing" in its manifest but does not have it.',
      hint: 'Write the manifest again: kestra-mcp manifest <folder of the plugin>.',
    });
  });
});

import { PluginError } from '../errors.js';
import type { ToolContext } from './context.js';
import type { ToolDeclaration } from './declaration.js';
import type { PluginDefinition } from './define.js';
import type { LoadedPlugin } from './load.js';
import { toolsOf } from './metadata.js';

/** A tool that can be called: its declaration with the schemas, and its handler bound to its instance. */
export interface RunnableTool {
  declaration: ToolDeclaration;
  handler: (input: object, context: ToolContext) => unknown;
}

/** Imports a plugin's code on first use, builds its container, and gives its tools ready to be called. */
export class PluginRuntime {
  private readonly ready = new Map<LoadedPlugin, Promise<Map<string, RunnableTool>>>();

  /** `host`: the instances that plugins may ask for, by brand; made on the first call of any tool. */
  constructor(private readonly host: () => Promise<Readonly<Record<string, object>>>) {}

  async tool(plugin: LoadedPlugin, name: string): Promise<RunnableTool> {
    let tools = this.ready.get(plugin);
    if (tools === undefined) {
      tools = this.prepare(plugin);
      this.ready.set(plugin, tools);
      // A failed import is tried again at the next call: a missing dependency may have been installed.
      tools.catch(() => this.ready.delete(plugin));
    }
    const tool = (await tools).get(name);
    if (tool === undefined) {
      throw new PluginError(
        `${plugin.source} lists the tool "${name}" in its manifest but does not have it.`,
        {
          hint: 'Write the manifest again: kestra-mcp manifest <folder of the plugin>.',
        },
      );
    }
    return tool;
  }

  private async prepare(plugin: LoadedPlugin): Promise<Map<string, RunnableTool>> {
    const [definition, host, { PluginContainer }] = await Promise.all([
      plugin.definition(),
      this.host(),
      import('./injection.js'),
    ]);
    const container = new PluginContainer(host, [...definition.groups, ...definition.providers]);
    return new Map([...methods(definition, container), ...functions(definition)]);
  }
}

type Entries = [string, RunnableTool][];

function methods(definition: PluginDefinition, container: { get(target: never): object }): Entries {
  return definition.groups.flatMap((group) => {
    const instance = container.get(group as never) as Record<string, RunnableTool['handler']>;
    return toolsOf(group).map(({ method, declaration }): Entries[number] => [
      declaration.name,
      { declaration, handler: (input, context) => instance[method]?.(input, context) },
    ]);
  });
}

function functions({ tools }: PluginDefinition): Entries {
  return tools.map(({ declaration, handler }) => [
    declaration.name,
    { declaration, handler: handler as RunnableTool['handler'] },
  ]);
}

import { PluginError } from '../errors.js';
import type { LoadedPlugin, Plugins, QuarantinedPlugin } from '../plugin/load.js';
import type { GroupManifest, ToolManifest } from '../plugin/manifest.js';

export interface RegisteredTool {
  manifest: ToolManifest;
  plugin: LoadedPlugin;
}

/** All tools of all plugins that can be used, each name once. */
export interface Registry {
  tools: ReadonlyMap<string, RegisteredTool>;
  groups: ReadonlyMap<string, GroupManifest>;
  quarantined: readonly QuarantinedPlugin[];
}

/** Puts the tools of all plugins into one map; a plugin whose tool names are taken is quarantined as a whole. */
export function buildRegistry({ loaded, quarantined }: Plugins): Registry {
  const tools = new Map<string, RegisteredTool>();
  const groups = new Map<string, GroupManifest>();
  const refused: QuarantinedPlugin[] = [];
  for (const plugin of loaded) {
    const problem = clash(plugin, tools);
    if (problem !== undefined) {
      refused.push({ source: plugin.source, problem });
      continue;
    }
    for (const group of plugin.manifest.groups) groups.set(group.name, groups.get(group.name) ?? group);
    for (const manifest of plugin.manifest.tools) tools.set(manifest.name, { manifest, plugin });
  }
  return { tools, groups, quarantined: [...quarantined, ...refused] };
}

function clash(plugin: LoadedPlugin, taken: ReadonlyMap<string, RegisteredTool>): PluginError | undefined {
  const seen = new Set<string>();
  for (const { name } of plugin.manifest.tools) {
    const owner = seen.has(name) ? plugin : taken.get(name)?.plugin;
    seen.add(name);
    if (owner === undefined) continue;
    return new PluginError(`Both ${owner.source} and ${plugin.source} have a tool named "${name}".`, {
      hint: `Take one of them out of \`plugins\`; ${plugin.source} is left out until then.`,
    });
  }
  return undefined;
}

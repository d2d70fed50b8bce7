import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PluginDefinition } from '../../../core/src/plugin/author/define.js';
import { describePlugin } from '../../../core/src/plugin/manifest/describe.js';
import type { JsonSchema, PluginManifest, ToolManifest } from '../../../core/src/plugin/manifest/manifest.js';
import { ROOT } from '../paths.js';

/** A tool of the Python server, from the fixture. */
export interface PeerTool {
  group: string;
  name: string;
  input: { properties: Record<string, JsonSchema>; required?: string[] };
}

export const PEER_TOOLS = JSON.parse(
  readFileSync(join(ROOT, 'test', 'fixtures', 'peer-tools.json'), 'utf8'),
) as PeerTool[];

/** Every first-party plugin, from its sources. */
export async function definitions(): Promise<PluginDefinition[]> {
  const entries = readdirSync(join(ROOT, 'plugins'))
    .map((folder) => join(ROOT, 'plugins', folder, 'src', 'index.ts'))
    .filter((file) => existsSync(file))
    .sort();
  const plugins: PluginDefinition[] = [];
  for (const file of entries) {
    // Import one at a time: jest fails if two parallel imports share a module.
    const { default: definition } = (await import(file)) as { default: PluginDefinition };
    plugins.push(definition);
  }
  return plugins;
}

/** The manifests of all first-party plugins, from their sources. */
export async function firstPartyPlugins(): Promise<PluginManifest[]> {
  return (await definitions()).map((definition) => describePlugin(definition, '0.0.0'));
}

/** Every first-party tool, by name. */
export async function firstPartyTools(): Promise<ToolManifest[]> {
  const tools = (await firstPartyPlugins()).flatMap((plugin) => plugin.tools);
  return tools.sort((a, b) => a.name.localeCompare(b.name));
}

/** The parameters of a tool. */
export function parametersOf({ inputSchema }: ToolManifest): Record<string, JsonSchema> {
  return inputSchema.properties as Record<string, JsonSchema>;
}

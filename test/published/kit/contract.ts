import { types } from 'node:util';
import { describeError, type PluginDefinition } from '@kestra-mcp/core';
import { describePlugin, faultOf, isPlugin, type PluginManifest, undescribed } from '@kestra-mcp/core/host';
import { checkCompleting } from './contract-completing.js';
import { checkPages } from './contract-pages.js';
import { checkSkills } from './contract-skill.js';
import { checkTool } from './contract-tool.js';

export interface ContractLimits {
  /** The bytes that each tool may add to the list on average. Every conversation pays for them. Default: 1500. */
  bytesPerTool?: number;
  /** The folder of the plugin's built main module. If given, the pages that tools name as their `ui` are checked in it. */
  folder?: string;
}

/**
 * Checks how a plugin describes itself, and returns the problems as sentences. It neither runs the handlers nor sends
 * requests. In a test, write `expect(checkPlugin(plugin)).toEqual([])`.
 */
export function checkPlugin(
  plugin: PluginDefinition | PluginManifest,
  { bytesPerTool = 1_500, folder }: ContractLimits = {},
): string[] {
  if (types.isPromise(plugin)) return ['This is a promise of a plugin. Await it first.'];
  const fault = isPlugin(plugin) ? undefined : faultOf(plugin);
  if (fault !== undefined)
    return [`This is neither a plugin nor a manifest: ${fault}. Pass the result of definePlugin().`];
  let manifest: PluginManifest;
  try {
    manifest = isPlugin(plugin) ? describePlugin(plugin, '0.0.0') : plugin;
  } catch (error) {
    return [describeError(error)];
  }
  return [
    ...undescribed(manifest).map((what) => `${what.replace(/^the /, 'The ')} has no description.`),
    ...manifest.tools.flatMap((tool) => checkTool(tool).map((what) => `The tool "${tool.name}" ${what}`)),
    ...checkPages(manifest, folder),
    ...checkCompleting(plugin, manifest),
    ...checkSkills(plugin, manifest),
    ...twice(manifest),
    ...silentOptions(manifest),
    ...tooLarge(manifest, bytesPerTool),
  ];
}

function twice({ tools, resources, prompts, skills = [] }: PluginManifest): string[] {
  const names = [...tools, ...resources, ...prompts, ...skills].map(({ name }) => name);
  const again = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(again)].map(
    (name) =>
      `The name "${name}" is declared twice, so one of the two would never be called. Rename one of them.`,
  );
}

function silentOptions({ options }: PluginManifest): string[] {
  const properties = (options?.properties ?? {}) as Record<string, { description?: string }>;
  return Object.entries(properties)
    .filter(([, { description = '' }]) => description.trim() === '')
    .map(([name]) => `The option "${name}" has no description.`);
}

function tooLarge({ tools }: PluginManifest, bytesPerTool: number): string[] {
  const sizes = tools.map(({ name, title, description, inputSchema, outputSchema }) => ({
    name,
    bytes: Buffer.byteLength(JSON.stringify({ name, title, description, inputSchema, outputSchema })),
  }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= bytesPerTool * tools.length) return [];
  const [heaviest] = sizes.sort((a, b) => b.bytes - a.bytes);
  return [
    `The list of ${tools.length} tools has ${total} bytes, more than ${bytesPerTool} a tool. Shorten the descriptions and schemas. The largest tool is ${heaviest?.name}, with ${heaviest?.bytes} bytes.`,
  ];
}

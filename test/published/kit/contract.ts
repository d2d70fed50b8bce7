import { types } from 'node:util';
import { describeError, type PluginDefinition } from '@kestra-mcp/core';
import { describePlugin, faultOf, isPlugin, type PluginManifest, undescribed } from '@kestra-mcp/core/host';
import { checkCompleting } from './contract-completing.js';
import { checkPages } from './contract-pages.js';
import { checkSkills } from './contract-skill.js';
import { checkTool } from './contract-tool.js';

export interface ContractLimits {
  /** Bytes that a tool may take of the list on average: every conversation pays for them. Default: 1500. */
  bytesPerTool?: number;
  /** The folder of the plugin's main module, built: the pages that tools name as their `ui` are looked at there. */
  folder?: string;
}

/**
 * What is wrong with how a plugin describes itself, in words; empty when nothing is. Its code is not run, and Kestra is
 * not asked. Take `expect(checkPlugin(plugin)).toEqual([])` for a test.
 */
export function checkPlugin(
  plugin: PluginDefinition | PluginManifest,
  { bytesPerTool = 1_500, folder }: ContractLimits = {},
): string[] {
  if (types.isPromise(plugin)) return ['This is a promise of a plugin: await it.'];
  const fault = isPlugin(plugin) ? undefined : faultOf(plugin);
  if (fault !== undefined) return [`This is neither a plugin nor a manifest: ${fault}.`];
  let manifest: PluginManifest;
  try {
    manifest = isPlugin(plugin) ? describePlugin(plugin, '0.0.0') : plugin;
  } catch (error) {
    return [describeError(error)];
  }
  return [
    ...undescribed(manifest).map((what) => `${what} has no description.`),
    ...manifest.tools.flatMap((tool) => checkTool(tool).map((what) => `${tool.name} ${what}`)),
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
  return [...new Set(again)].map((name) => `${name} is declared twice: one of them would never be called.`);
}

function silentOptions({ options }: PluginManifest): string[] {
  const properties = (options?.properties ?? {}) as Record<string, { description?: string }>;
  return Object.entries(properties)
    .filter(([, { description = '' }]) => description.trim() === '')
    .map(([name]) => `the option "${name}" has no description.`);
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
    `the list has ${total} bytes for ${tools.length} tools, more than ${bytesPerTool} each; the largest is ${heaviest?.name} with ${heaviest?.bytes}.`,
  ];
}

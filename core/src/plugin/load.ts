import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PluginEntry } from '../config/config.js';
import { describeError, KestraMcpError, PluginError } from '../errors.js';
import { isPlugin, type PluginDefinition } from './define.js';
import { BUNDLED } from './known.js';
import { API_VERSION, type PluginManifest } from './manifest.js';
import { type PluginLocation, resolvePlugin } from './resolve.js';

/** A plugin that can be listed; its code is imported when `definition` is first asked for. */
export interface LoadedPlugin {
  /** Package name, path, or id of an inline object: how messages name it. */
  source: string;
  manifest: PluginManifest;
  definition: () => Promise<PluginDefinition>;
}

/** A plugin that cannot be used; the host lives on without it. */
export interface QuarantinedPlugin {
  source: string;
  problem: KestraMcpError;
}

export interface Plugins {
  loaded: LoadedPlugin[];
  quarantined: QuarantinedPlugin[];
}

/** Reads the manifests of all configured plugins; code is imported only of those that have none. */
export async function loadPlugins(
  entries: readonly PluginEntry[] | undefined,
  folder: string,
): Promise<Plugins> {
  const plugins: Plugins = { loaded: [], quarantined: [] };
  for (const entry of entries ?? BUNDLED.map((plugin): PluginEntry => ({ plugin, options: {} }))) {
    try {
      plugins.loaded.push(await loadPlugin(entry, folder));
    } catch (cause) {
      const source = typeof entry.plugin === 'string' ? entry.plugin : 'inline plugin';
      const problem = KestraMcpError.is(cause)
        ? cause
        : new PluginError(`The plugin "${source}" could not be loaded: ${describeError(cause)}`, { cause });
      plugins.quarantined.push({ source, problem });
    }
  }
  return plugins;
}

async function loadPlugin({ plugin, options }: PluginEntry, folder: string): Promise<LoadedPlugin> {
  if (Object.keys(options).length > 0) {
    throw new PluginError(`The plugin "${String(plugin)}" takes no options.`);
  }
  if (typeof plugin !== 'string') return inline(plugin);
  const location = resolvePlugin(plugin, folder);
  const source = location.package.name;
  let imported: Promise<PluginDefinition> | undefined;
  const definition = () => {
    imported ??= importPlugin(location);
    // A failed import is tried again: what was missing may be there by then.
    imported.catch(() => {
      imported = undefined;
    });
    return imported;
  };
  const manifest = readManifest(location) ?? (await describe(await definition(), location.package.version));
  return { source, manifest, definition };
}

async function inline(plugin: object): Promise<LoadedPlugin> {
  if (!isPlugin(plugin)) {
    throw new PluginError('An object in `plugins` is not a plugin.', {
      hint: 'Make it with definePlugin({ … }).',
    });
  }
  const manifest = await describe(plugin, '0.0.0');
  return { source: plugin.id, manifest, definition: async () => plugin };
}

function readManifest({ path, package: { name, kestraMcp } }: PluginLocation): PluginManifest | undefined {
  const wanted = kestraMcp?.apiVersion;
  if (kestraMcp !== undefined && wanted !== API_VERSION) {
    throw new PluginError(
      `${name} is written for plugin API ${String(wanted)}; this host has ${API_VERSION}.`,
      {
        hint: 'Install a version of the plugin, or of kestra-mcp, that fits.',
      },
    );
  }
  if (typeof kestraMcp?.manifest !== 'string') return undefined;
  const file = join(path, kestraMcp.manifest);
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as PluginManifest;
}

/** Imports a plugin's module; its default export must be what `definePlugin` made. */
export async function importPlugin({ entry, package: { name } }: PluginLocation): Promise<PluginDefinition> {
  let module: { default?: unknown };
  try {
    module = await importModule(pathToFileURL(entry).href);
  } catch (cause) {
    throw new PluginError(`${name} could not be imported: ${describeError(cause)}`, { cause });
  }
  if (isPlugin(module.default)) return module.default;
  throw new PluginError(`${name} exports no plugin.`, {
    hint: 'Its default export must be made with definePlugin({ … }).',
  });
}

/** A local plugin needs no installation: `@kestra-mcp/core` and zod are then the host's own. */
async function importModule(url: string): Promise<{ default?: unknown }> {
  try {
    return await import(url);
  } catch (error) {
    const { lacksHostModule, offerHostModules } = await import('./host-modules.js');
    if (!lacksHostModule(error)) throw error;
    offerHostModules();
    // Node remembers a module that could not be linked; under another URL it is a new one.
    return await import(`${url}?with-host-modules`);
  }
}

/** The description needs zod, which a start from manifests does not. */
async function describe(plugin: PluginDefinition, version: string): Promise<PluginManifest> {
  const { describePlugin } = await import('./describe.js');
  return describePlugin(plugin, version);
}

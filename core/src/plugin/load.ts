import type { PluginEntry } from '../config/config.js';
import { describeError, KestraMcpError, PluginError } from '../errors.js';
import { checkOptions, parseOptions, secretOptions } from './check-options.js';
import { isPlugin, type PluginDefinition } from './define.js';
import { asPlugin, nameOf, type PluginIdentity, problemOf } from './identity.js';
import { codeOf, type ImportedCode } from './imported-code.js';
import { BUNDLED } from './known.js';
import type { PluginManifest } from './manifest.js';
import { checkCompatible, readManifest } from './read-manifest.js';
import { resolvePlugin } from './resolve.js';

/** A plugin that can be listed; its code is imported when `definition` is first asked for. */
export interface LoadedPlugin extends PluginIdentity, ImportedCode {
  /** The same entry of the configuration leads to the same key. */
  key: string;
  manifest: PluginManifest;
  /** As configured; what its own schema makes of them is known when its code is. */
  options: Readonly<Record<string, unknown>>;
  /** Options that must never leave the process. */
  secrets: readonly string[];
  /** What its user or author should know, though it works. */
  note?: string;
}

/** A plugin that cannot be used; the host lives on without it. */
export interface QuarantinedPlugin {
  /** As the configuration names it. */
  source: string;
  problem: KestraMcpError;
}

export interface Plugins {
  loaded: LoadedPlugin[];
  quarantined: QuarantinedPlugin[];
}

export interface LoadContext {
  /** Names and paths are resolved from here. */
  folder: string;
  /** The configuration file, where inline plugins stand. */
  file?: string;
  /** Longest import, in milliseconds. */
  startMs: number;
  /** Plugins that are in use: an entry that is as it was means the same one. */
  inUse?: readonly LoadedPlugin[];
}

/** Stands in the configuration for all plugins that come with the host. */
const ALL_BUNDLED = 'bundled';
const BUNDLED_ENTRIES = BUNDLED.map((plugin): PluginEntry => ({ plugin, options: {} }));

/** Reads the manifests of all configured plugins; code is imported only of those that have none. */
export async function loadPlugins(
  entries: readonly PluginEntry[] | undefined,
  context: LoadContext,
): Promise<Plugins> {
  const wanted =
    entries?.flatMap((entry) => (entry.plugin === ALL_BUNDLED ? BUNDLED_ENTRIES : entry)) ?? BUNDLED_ENTRIES;
  const results = await Promise.allSettled(wanted.map((entry) => loadPlugin(entry, context)));
  const plugins: Plugins = { loaded: [], quarantined: [] };
  results.forEach((result, index) => {
    const entry = wanted[index]?.plugin;
    if (result.status === 'fulfilled') plugins.loaded.push(result.value);
    else
      plugins.quarantined.push({
        source: sourceOf(entry),
        problem: problemFrom(result.reason, sourceOf(entry)),
      });
  });
  return plugins;
}

async function loadPlugin({ plugin, options }: PluginEntry, context: LoadContext): Promise<LoadedPlugin> {
  if (typeof plugin !== 'string') return inline(plugin, options, context);
  const location = resolvePlugin(plugin, context.folder);
  const key = JSON.stringify([location.entry, options]);
  const known = context.inUse?.find((each) => each.key === key);
  // One whose code is not there yet may be another version by now.
  if (known?.isImported()) return known;
  const { name: source, version } = location.package;
  const identity = { source, version, file: location.entry };
  await checkCompatible(identity, location);
  const found = readManifest(identity, location);
  const code = codeOf(identity, location, context.startMs);
  if ('missing' in found) {
    const note = `The plugin ${nameOf(identity)} ${found.missing}: its code is imported at every start.\n${found.nextStep}`;
    return {
      ...identity,
      key,
      ...code,
      ...(await fromCode(identity, await code.definition(), options)),
      note,
    };
  }
  const { manifest } = found;
  await checkOptions(identity, manifest, options);
  return { ...identity, key, ...code, manifest, options, secrets: secretOptions(manifest, options) };
}

async function inline(
  plugin: object,
  options: PluginEntry['options'],
  { file = 'no file' }: LoadContext,
): Promise<LoadedPlugin> {
  if (!isPlugin(plugin)) {
    throw new PluginError(`An object in \`plugins\` of ${file} is not a plugin.`, {
      hint: 'Make it with definePlugin({ … }).',
    });
  }
  const identity = { source: plugin.id, version: 'inline', file };
  const described = await fromCode(identity, plugin, options);
  // Without a key: an object that is read again is another one.
  return {
    ...identity,
    key: '',
    ...described,
    definition: async () => plugin,
    isImported: () => true,
    hasChanged: () => false,
  };
}

/** What a manifest would have told, from the code itself. */
async function fromCode(
  identity: PluginIdentity,
  definition: PluginDefinition,
  options: PluginEntry['options'],
) {
  try {
    // Describing needs zod, which a start from manifests does not.
    const { describePlugin } = await import('./describe.js');
    const manifest = asPlugin(identity, () => describePlugin(definition, identity.version));
    parseOptions(identity, definition, options);
    return { manifest, options, secrets: secretOptions(manifest, options) };
  } catch (cause) {
    throw isNamed(cause, identity)
      ? cause
      : problemOf(identity, `cannot be used: ${describeError(cause)}`, {
          cause,
          hint: 'Mend the plugin, or tell its author.',
        });
  }
}

function isNamed(cause: unknown, identity: PluginIdentity): boolean {
  return KestraMcpError.is(cause) && cause.message.includes(nameOf(identity));
}

function sourceOf(plugin: unknown): string {
  return typeof plugin === 'string' ? plugin : 'inline plugin';
}

function problemFrom(cause: unknown, source: string): KestraMcpError {
  if (KestraMcpError.is(cause)) return cause;
  return new PluginError(`The plugin "${source}" could not be loaded: ${describeError(cause)}`, {
    cause,
    hint: 'Mend its entry in `plugins`, or take it out.',
  });
}

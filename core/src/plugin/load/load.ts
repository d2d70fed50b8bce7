import { join } from 'node:path';
import type { PluginEntry } from '../../config/config.js';
import { ConfigError, describeError, KestraMcpError, PluginError } from '../../foundation/errors.js';
import type { PluginManifest } from '../manifest/manifest.js';
import { checkCompatible, otherId, readManifest } from '../manifest/read-manifest.js';
import { checkOptions, secretOptions } from './check-options.js';
import { nameOf, type PluginIdentity } from './identity.js';
import { codeOf } from './imported-code.js';
import { fromCode, inlinePlugin, type PlacedEntry } from './inline.js';
import { BUNDLED } from './known.js';
import type { LoadedPlugin, Plugins } from './loaded-plugin.js';
import { resolvePlugin } from './resolve.js';
import type { ShownCode } from './shown-code.js';

export interface LoadContext {
  /** The folder from which names and paths are resolved. */
  folder: string;
  /** The configuration file, which contains inline plugins. */
  file?: string;
  /** Timeout of an import, in milliseconds. */
  startMs: number;
  /** Set if a trusted folder names the plugins: the code that the user reviewed, by file and hash. */
  code?: ShownCode;
  /** Loaded plugins, which are reused for unchanged entries. */
  inUse?: readonly LoadedPlugin[];
}

/** In the configuration, means all bundled plugins. */
const ALL_BUNDLED = 'bundled';
const BUNDLED_ENTRIES = BUNDLED.map((plugin): PluginEntry => ({ plugin, options: {} }));

/** Reads the manifests of all configured plugins. Only imports the code of those without a manifest. */
export async function loadPlugins(
  entries: readonly PluginEntry[] | undefined,
  context: LoadContext,
): Promise<Plugins> {
  const wanted: PlacedEntry[] = entries?.flatMap(placed) ?? BUNDLED_ENTRIES;
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

function placed(entry: PluginEntry, index: number): PlacedEntry[] {
  if (entry.plugin !== ALL_BUNDLED) return [{ ...entry, place: `plugins[${index}]` }];
  if (Object.keys(entry.options).length === 0) return BUNDLED_ENTRIES;
  throw new ConfigError(
    `plugins[${index}] gives options to "${ALL_BUNDLED}", which means all bundled plugins, but options belong to a single plugin.`,
    { hint: `List the plugins one by one, and write the one with options as ["its-name", { … }].` },
  );
}

async function loadPlugin(entry: PlacedEntry, context: LoadContext): Promise<LoadedPlugin> {
  const { plugin, options } = entry;
  if (typeof plugin !== 'string') return inlinePlugin(plugin, entry, context.file);
  const location = resolvePlugin(plugin, context.folder);
  const key = JSON.stringify([location.entry, options]);
  const known = context.inUse?.find((each) => each.key === key);
  // A plugin whose code is not loaded yet may have been updated.
  if (known?.isImported()) return known;
  const { name: source, version } = location.package;
  const identity = { source, version, file: location.entry };
  await checkCompatible(identity, location);
  const found = readManifest(identity, location);
  const code = codeOf(identity, location, context);
  const stated = location.package.kestraMcp?.id;
  if ('missing' in found) {
    const described = await fromCode(identity, await code.definition(), options);
    const note = `The plugin ${nameOf(identity)} ${found.missing}, so every start imports its code.\n${found.nextStep}`;
    const notes = [note, ...idNote(identity, stated, described.manifest)].join('\n');
    return { ...identity, key, ...code, ...described, note: notes };
  }
  const { manifest } = found;
  await checkOptions(identity, manifest, options);
  const [note] = idNote(identity, stated, manifest);
  const secrets = secretOptions(manifest, options);
  const skillFolder = (name: string) => join(location.path, 'skills', name);
  return { ...identity, key, ...code, manifest, options, secrets, skillFolder, ...(note && { note }) };
}

function idNote(identity: PluginIdentity, stated: unknown, { id }: PluginManifest): string[] {
  const other = otherId(stated, id);
  return other === undefined
    ? []
    : [`The plugin ${nameOf(identity)} ${other}.\nUse the same id in both, or report this to its author.`];
}

/** How an error names its entry in the configuration. */
export function sourceOf(plugin: unknown): string {
  return typeof plugin === 'string' ? plugin : 'inline plugin';
}

function problemFrom(cause: unknown, source: string): KestraMcpError {
  if (KestraMcpError.is(cause)) return cause;
  return new PluginError(`The plugin "${source}" could not be loaded: ${describeError(cause)}`, {
    cause,
    hint: 'Correct its entry in `plugins`, or remove it.',
  });
}

import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import type { PluginEntry } from '../../config/config.js';
import { PluginError } from '../../foundation/errors.js';
import { arm } from '../../response/armed.js';
import { isPlugin, type PluginDefinition } from '../author/define.js';
import { isName } from '../author/names.js';
import { optionsSchema } from '../author/options.js';
import { parseOptions, secretOptions } from './check-options.js';
import type { PluginIdentity } from './identity.js';
import { checkDefinition } from './import.js';
import type { LoadedPlugin } from './loaded-plugin.js';
import { secretsByZod } from './secret-options.js';

/** An entry, and its place in the configuration. */
export interface PlacedEntry extends PluginEntry {
  place?: string;
}

/** Loads a plugin that is an object in the configuration file. */
export async function inlinePlugin(
  plugin: object,
  { options, place = 'plugins' }: PlacedEntry,
  file = 'no file',
): Promise<LoadedPlugin> {
  if (!isPlugin(plugin)) throw noPlugin(plugin, `${place} of ${file}`);
  const { id } = plugin;
  const identity = { source: isName(id) ? id : place, version: 'inline', file };
  checkDefinition(identity, plugin);
  const described = await fromCode(identity, plugin, options);
  // No key: an object that is read again is a different one.
  return {
    ...identity,
    key: '',
    ...described,
    definition: async () => plugin,
    isImported: () => true,
    hasChanged: () => false,
  };
}

function noPlugin(given: object, where: string): PluginError {
  if (types.isProxy(given)) {
    return new PluginError(`${where} is a proxy, not a plugin.`, {
      hint: 'Use the object that definePlugin({ … }) returned.',
    });
  }
  if (types.isPromise(given)) {
    return new PluginError(`${where} is a promise, not a plugin.`, {
      hint: 'Await it, as in (await import(…)).default, or name the package or the file of the plugin.',
    });
  }
  return new PluginError(`${where} is an object, but not a plugin.`, {
    hint: 'Create it with definePlugin({ … }).',
  });
}

/** Its skills are where its code says. */
function placesOf({ skills = [] }: PluginDefinition): Pick<LoadedPlugin, 'skillFolder'> {
  if (skills.length === 0) return {};
  const folders = new Map(
    skills.map(({ folder }) => [basename(fileURLToPath(folder)), fileURLToPath(folder)]),
  );
  return { skillFolder: (name) => folders.get(name) ?? '' };
}

/** Gets from the code what a manifest would contain. */
export async function fromCode(
  identity: PluginIdentity,
  definition: PluginDefinition,
  options: PluginEntry['options'],
) {
  // Describing needs zod, which a start with manifests does not load.
  const { describeNamed } = await import('../manifest/describe-named.js');
  arm(secretsByZod(optionsSchema(definition.options), options));
  const manifest = describeNamed(identity, definition);
  parseOptions(identity, definition, options);
  return { manifest, options, secrets: secretOptions(manifest, options), ...placesOf(definition) };
}

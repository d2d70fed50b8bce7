import type { PluginError } from '../foundation/errors.js';
import { quoted } from '../plugin/author/names.js';
import { nameOf, problemOf } from '../plugin/load/identity.js';
import type { LoadedPlugin, Plugins, QuarantinedPlugin } from '../plugin/load/loaded-plugin.js';
import { appUri } from '../plugin/manifest/app-file.js';
import type {
  FeatureManifest,
  GroupManifest,
  PromptManifest,
  ResourceManifest,
  SkillManifest,
  ToolManifest,
} from '../plugin/manifest/manifest.js';
import { reservedName } from './reserved.js';
import { titleFrom } from './title.js';

/** A tool, resource or prompt and its plugin. */
export interface Registered<Manifest extends FeatureManifest> {
  manifest: Manifest;
  plugin: LoadedPlugin;
}
export type RegisteredTool = Registered<ToolManifest>;

/** Everything that the usable plugins declare. Each name exists once, whatever it names. */
export interface Registry {
  plugins: readonly LoadedPlugin[];
  tools: ReadonlyMap<string, RegisteredTool>;
  resources: ReadonlyMap<string, Registered<ResourceManifest>>;
  prompts: ReadonlyMap<string, Registered<PromptManifest>>;
  skills: ReadonlyMap<string, Registered<SkillManifest>>;
  groups: ReadonlyMap<string, GroupManifest>;
  quarantined: readonly QuarantinedPlugin[];
}

/** Merges all plugins into one registry. A plugin that declares a name that is taken is not loaded at all. */
export function buildRegistry({ loaded, quarantined }: Plugins): Registry {
  const plugins: LoadedPlugin[] = [];
  const refused: QuarantinedPlugin[] = [];
  const owners = new Map<string, LoadedPlugin>();
  for (const plugin of loaded) {
    const problem = clash(plugin, owners, plugins);
    if (problem !== undefined) {
      refused.push({ source: plugin.source, problem });
      continue;
    }
    plugins.push(plugin);
    for (const key of [...keysOf(plugin), ...groupsOf(plugin)]) owners.set(key, plugin);
  }
  const groups = new Map<string, GroupManifest>();
  for (const group of plugins.flatMap(({ manifest }) => manifest.groups)) {
    groups.set(group.name, groups.get(group.name) ?? group);
  }
  return {
    plugins,
    tools: titled(byName(plugins, 'tools')),
    resources: byName(plugins, 'resources'),
    prompts: byName(plugins, 'prompts'),
    skills: byName(plugins, 'skills'),
    groups,
    quarantined: [...quarantined, ...refused],
  };
}

type Kind = 'tools' | 'resources' | 'prompts' | 'skills';

function byName<K extends Kind>(plugins: readonly LoadedPlugin[], kind: K) {
  type Manifest = NonNullable<LoadedPlugin['manifest'][K]>[number];
  return new Map(
    plugins.flatMap((plugin) =>
      ((plugin.manifest[kind] ?? []) as readonly Manifest[]).map(
        (manifest): [string, Registered<Manifest>] => [manifest.name, { manifest, plugin }],
      ),
    ),
  );
}

/** Clients show titles to people. A tool without a title gets one from its name. */
function titled(tools: ReadonlyMap<string, RegisteredTool>): Map<string, RegisteredTool> {
  return new Map(
    [...tools].map(([name, { manifest, plugin }]) => [
      name,
      { manifest: { ...manifest, title: manifest.title?.trim() || titleFrom(manifest) }, plugin },
    ]),
  );
}

/** Everything that can be enabled or disabled. */
function featuresOf({ tools, resources, prompts, skills = [] }: LoadedPlugin['manifest']): FeatureManifest[] {
  return [...tools, ...resources, ...prompts, ...skills];
}

/**
 * Everything that must be unique: names, because the configuration refers to them, and the URIs of resources and app
 * pages.
 */
function keysOf({ manifest }: LoadedPlugin): string[] {
  const names = featuresOf(manifest).map(({ name }) => name);
  const pages = manifest.tools.flatMap(({ ui }) => (ui === undefined ? [] : [appUri(manifest.id, ui)]));
  // Several tools may share a page.
  const uris = [...manifest.resources.map(({ uri }) => uri), ...new Set(pages)];
  return [...names, ...uris];
}

/** A group belongs to one plugin, because its name enables or disables everything in it. */
function groupsOf({ manifest }: LoadedPlugin): Set<string> {
  const features = featuresOf(manifest);
  return new Set([...manifest.groups.map(({ name }) => name), ...features.map(({ group }) => group)]);
}

function clash(
  plugin: LoadedPlugin,
  owners: ReadonlyMap<string, LoadedPlugin>,
  before: readonly LoadedPlugin[],
): PluginError | undefined {
  if (before.some(({ file, version }) => file === plugin.file && version !== 'inline')) {
    return problemOf(plugin, 'is listed twice in `plugins`.', { hint: 'Remove one of the two entries.' });
  }
  const groups = groupsOf(plugin);
  const reserved = reservedName(plugin, groups);
  if (reserved !== undefined) return problemOf(plugin, reserved.what, { hint: reserved.hint });
  const keys = keysOf(plugin);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) {
    return problemOf(plugin, `declares the name ${quoted(twice, 200)} twice.`, {
      hint: 'Fix the plugin, or report this to its author.',
    });
  }
  const taken = [...keys, ...groups].find((key) => owners.has(key));
  const owner = taken === undefined ? undefined : owners.get(taken);
  if (owner === undefined) return undefined;
  return problemOf(plugin, `declares the name ${quoted(taken, 200)}, which ${nameOf(owner)} already uses.`, {
    hint: `Remove one of them from \`plugins\`. Until then, ${plugin.source} is not loaded.`,
  });
}

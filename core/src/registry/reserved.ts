import { ALIASES, BUNDLED, KNOWN_TOOLS } from '../plugin/load/known.js';
import type { LoadedPlugin } from '../plugin/load/loaded-plugin.js';

const RENAME =
  'Choose another name: the configuration enables and disables features by name, and this one is taken.';

/**
 * The reserved name that a plugin uses, if any, and what to do. Built-in groups and old tool names are reserved even if
 * their plugin is not loaded: `disable: ["kv"]` must not mean anything else.
 */
export function reservedName(
  plugin: LoadedPlugin,
  groups: Iterable<string>,
): { what: string; hint: string } | undefined {
  const { id, tools, resources, prompts, skills = [] } = plugin.manifest;
  const own = ownGroup(plugin);
  if (id !== own && isBundled(id))
    return { what: `has the id "${id}", which belongs to @kestra-mcp/plugin-${id}.`, hint: RENAME };
  for (const name of groups) {
    if (name !== own && isReserved(name))
      return { what: `has a group named "${name}", which is a built-in group.`, hint: RENAME };
  }
  const named = [...tools, ...resources, ...prompts, ...skills].find(({ name }) => isReserved(name));
  if (named === undefined) return undefined;
  return { what: `declares the name "${named.name}", which is a built-in group.`, hint: RENAME };
}

/** First-party plugins are recognized by their package, and an inline plugin, which is the user's own, by its id. */
function ownGroup({ source, version, manifest }: LoadedPlugin): string | undefined {
  if (version === 'inline') return manifest.id;
  const [, own] = /^@kestra-mcp\/plugin-(.+)$/.exec(source) ?? [];
  return own;
}

function isReserved(name: string): boolean {
  return Object.hasOwn(KNOWN_TOOLS, name) || Object.hasOwn(ALIASES, name);
}

function isBundled(id: string): boolean {
  return (BUNDLED as readonly string[]).includes(id);
}

import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readTextOf } from './disk.js';

export const PACKAGE = 'package.json';
export const PACKAGE_KEY = 'kestra-mcp';
export const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs', '.json', '.yaml', '.yml'];

/** The key in package.json. The metadata of plugins uses another key. */
const MISSPELT = 'kestraMcp';
/** Distinguishes configuration from other uses of this key. */
const KEYS = ['kestra', 'plugins', 'tools', 'limits', 'http', 'strict', 'logLevel'];
/** Excludes backup files of editors. */
const LIKE_OURS = /^\.?kestra-mcp(?:\.config)?\.(?:[cm]?[jt]s|json5?|jsonc|ya?ml|toml|ini)$|^\.kestra-mcprc$/;

/** File names in order of preference. */
export const SEARCH_PLACES = [...EXTENSIONS.map((extension) => `kestra-mcp.config${extension}`), PACKAGE];

/** The files of a folder that may be configuration, most preferred first. Parent folders are not searched. */
export interface Places {
  found: string[];
  /** Ignored files that look like configuration, with the reason. */
  unread: string[];
}

/** Decided from names alone, so that a start without a file loads no parser. */
export async function placesIn(folder: string): Promise<Places> {
  const names = new Set(await readdir(folder).catch(() => []));
  const inPackage = names.has(PACKAGE) ? await keysIn(join(folder, PACKAGE)) : {};
  // A package.json without the key does not concern us, valid or not.
  if (!inPackage.own) names.delete(PACKAGE);
  const others = [...names].filter((name) => LIKE_OURS.test(name) && !SEARCH_PLACES.includes(name)).sort();
  return {
    found: SEARCH_PLACES.filter((name) => names.has(name)).map((name) => join(folder, name)),
    unread: [
      ...others.map((name) => `${join(folder, name)} is ignored: ${wrongIn(name)}`),
      ...(inPackage.misspelt
        ? [`"${MISSPELT}" in ${join(folder, PACKAGE)} is ignored. The key must be "${PACKAGE_KEY}".`]
        : []),
    ],
  };
}

function wrongIn(name: string): string {
  const endings = EXTENSIONS.join(', ');
  return /^kestra-mcp\.config\./.test(name)
    ? `the file name must end in one of ${endings}.`
    : `the file name must be kestra-mcp.config with one of the endings ${endings}.`;
}

/** False for a package.json that only mentions kestra-mcp, for example as a dependency. */
export function isConfiguration(path: string, text: string): boolean {
  return basename(path) !== PACKAGE || holds(text, PACKAGE_KEY);
}

async function keysIn(path: string): Promise<{ own?: boolean; misspelt?: boolean }> {
  const text = await readTextOf(path).catch(() => '');
  return {
    own: text.includes(`"${PACKAGE_KEY}"`),
    misspelt: text.includes(`"${MISSPELT}"`) && holds(text, MISSPELT),
  };
}

/** Our key is also the name of a dependency. */
function holds(text: string, key: string): boolean {
  try {
    const { [key]: value } = JSON.parse(text) as Record<string, unknown>;
    return typeof value === 'object' && value !== null && KEYS.some((known) => known in value);
  } catch {
    return false;
  }
}

import { existsSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { PluginError } from '../../foundation/errors.js';
import { didYouMean } from '../../foundation/nearest.js';
import { readLimitedSync } from '../../foundation/read-limited.js';
import { bundledPluginFolder, HOST_FOLDER } from '../../process/here.js';
import { belongingTo, findPackage, mainOf, packagesMeant } from '../../process/packages.js';
import { bundledPlugin } from './bundled-plugin.js';
import { BUNDLED } from './known.js';
import type { PluginLocation, PluginPackage } from './location.js';

const FIRST_PARTY = '@kestra-mcp';
const NO_VERSION = '0.0.0';
/** The main module of a folder that does not name one. */
const MAINS = ['index.js', 'index.mjs', 'index.ts', 'index.mts'];

/**
 * Finds a plugin by path, package name or short name. `folder` is the folder of the configuration file. Names of
 * bundled plugins always mean these; use a path to load a replacement.
 */
export function resolvePlugin(name: string, folder: string): PluginLocation {
  if (/^\.{0,2}[/\\]/.test(name) || isAbsolute(name)) return atPath(resolve(folder, name), name);
  const names = packagesMeant(name);
  const own = names.map(hostCopy).find((copy) => copy !== undefined);
  if (own !== undefined) return own;
  let other: PluginLocation | undefined;
  for (const candidate of names) {
    const path = findPackage(candidate, folder);
    if (path === undefined || isHosts(candidate)) continue;
    const location = atFolder(path, name);
    if (location.package.kestraMcp !== undefined) return location;
    // Another package may have the short name by chance.
    other ??= location;
  }
  if (other !== undefined) return other;
  throw new PluginError(
    `The plugin "${name}" was not found in ${belongingTo(folder).join(' or in ')}.${didYouMean(name, BUNDLED)} Tried: ${names.join(', ')}.`,
    {
      hint: `Install its package there (npm install), or use the path of its file or folder (./${basename(name)}).`,
    },
  );
}

function isHosts(name: string): boolean {
  return BUNDLED.some((id) => name === `${FIRST_PARTY}/plugin-${id}`);
}

/** A bundled plugin, independent of the configuration's folder: from the bundle, or installed with core. */
function hostCopy(name: string): PluginLocation | undefined {
  const id = BUNDLED.find((each) => name === `${FIRST_PARTY}/plugin-${each}`);
  if (id === undefined) return undefined;
  const bundled = bundledPlugin(id);
  if (bundled !== undefined) {
    const path = bundledPluginFolder(id);
    return { ...bundled, path, entry: join(path, 'index.js'), isHosts: true };
  }
  const folder = installedWithHost(name);
  return folder === undefined ? undefined : { ...atFolder(folder, name), isHosts: true };
}

function installedWithHost(name: string): string | undefined {
  for (let folder = HOST_FOLDER; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}

function atPath(path: string, name: string): PluginLocation {
  if (!existsSync(path)) {
    const ending = ['.ts', '.mts', '.js', '.mjs'].find((each) => existsSync(path + each));
    const meant = ending === undefined ? '' : ` Did you mean "${name}${ending}"?`;
    throw new PluginError(`The plugin "${name}" was not found: ${path} does not exist.${meant}`, {
      hint: 'Paths are relative to the folder of the configuration file.',
    });
  }
  if (statSync(path).isDirectory()) return atFolder(path, name);
  return { path, entry: path, package: { name: basename(path), version: NO_VERSION } };
}

function atFolder(path: string, name: string): PluginLocation {
  const file = join(path, 'package.json');
  const main = MAINS.find((each) => existsSync(join(path, each)));
  // A local plugin needs no package.json.
  if (main !== undefined && !existsSync(file)) {
    return { path, entry: join(path, main), package: { name: basename(path), version: NO_VERSION } };
  }
  let parsed: Partial<PluginPackage>;
  try {
    // The file may contain anything, even `null`.
    parsed = Object(JSON.parse(readLimitedSync(file))) as Partial<PluginPackage>;
  } catch (cause) {
    throw new PluginError(`The plugin "${name}" has no readable ${file}.`, {
      cause,
      hint: 'Reinstall it.',
    });
  }
  // A private package may have neither name nor version, but messages need them.
  const named = {
    ...parsed,
    name: isPrintable(parsed.name) ? parsed.name : basename(path),
    version: isPrintable(parsed.version) ? parsed.version : NO_VERSION,
  };
  return { path, package: named, entry: join(path, mainOf(named) ?? main ?? 'index.js') };
}

/** A text with which messages can name a package. */
function isPrintable(text: unknown): text is string {
  return typeof text === 'string' && /^[^\p{C}]{1,214}$/u.test(text) && text !== 'inline';
}

import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, extname, isAbsolute, join } from 'node:path';
import { ConfigError, KestraMcpError } from '../../foundation/errors.js';
import { readLimited } from '../../foundation/read-limited.js';
import { armText } from '../../response/armed.js';
import { isFile, readText, reasonOf, refuseUtf16 } from './disk.js';
import type { Variables } from './environment.js';
import { parseJson } from './json.js';

/** A configuration file and what it exports, not yet validated. */
export interface FoundFile {
  path: string;
  content: unknown;
}

const PACKAGE = 'package.json';
const PACKAGE_KEY = 'kestra-mcp';
const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs', '.json', '.yaml', '.yml'];

/** In package.json; what plugins have there has the same name. */
const MISSPELT = 'kestraMcp';
/** By which configuration is told from what else has those keys. */
const KEYS = ['kestra', 'plugins', 'tools', 'limits', 'strict', 'logLevel'];
/** Not what editors leave beside a file. */
const LIKE_OURS = /^\.?kestra-mcp(?:\.config)?\.(?:[cm]?[jt]s|json5?|jsonc|ya?ml|toml|ini)$|^\.kestra-mcprc$/;

/** Names in the order of preference within one folder. */
export const SEARCH_PLACES = [...EXTENSIONS.map((extension) => `kestra-mcp.config${extension}`), PACKAGE];

/** Where a user keeps configuration for all folders. */
export function defaultUserFolder(env: Variables): string {
  if (process.platform === 'win32') {
    return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'kestra-mcp');
  }
  const xdg = env.XDG_CONFIG_HOME ?? '';
  return join(isAbsolute(xdg) ? xdg : join(homedir(), '.config'), 'kestra-mcp');
}

/** The file in use, if any, and what is like one beside it. */
export interface Search {
  file: FoundFile | undefined;
  /** What is not read though it looks like configuration, each with why. */
  unread: string[];
}

/**
 * The first file that says something, of the first folder that has one; parents are not searched. One that says nothing,
 * such as a sample with all in comments, hides no other, and stands only where there is none.
 */
export async function findFile(folders: readonly string[]): Promise<Search> {
  const unread: string[] = [];
  let file: FoundFile | undefined;
  for (const folder of new Set(folders)) {
    const places = await placesIn(folder);
    unread.push(...places.unread);
    for (const path of places.found) {
      if (file !== undefined && !isSilent(file.content)) {
        if (basename(path) !== PACKAGE || holds(await readText(path), PACKAGE_KEY))
          unread.push(`${path} is not read: ${file.path} comes first.`);
        continue;
      }
      const content = await load(path);
      if (content !== undefined && (file === undefined || !isSilent(content))) file = { path, content };
    }
  }
  return { file, unread };
}

function isSilent(content: unknown): boolean {
  return Object.keys(content as object).every((key) => key === '$schema');
}

/** The file that `--config` or `KESTRA_MCP_CONFIG`, as `subject`, names. */
export async function readNamedFile(path: string, subject: string): Promise<FoundFile> {
  if (!(await isFile(path))) throw new ConfigError(`${subject} names ${path}, which is not a file.`);
  if (!EXTENSIONS.includes(extname(path))) {
    throw new ConfigError(`${subject} names ${path}, which must end in one of ${EXTENSIONS.join(', ')}.`);
  }
  const content = await load(path);
  if (content === undefined) throw new ConfigError(`${path} has no key "${PACKAGE_KEY}".`);
  return { path, content };
}

/** Decided from names alone, so that a start without a file loads no parser. */
async function placesIn(folder: string): Promise<{ found: string[]; unread: string[] }> {
  const names = new Set(await readdir(folder).catch(() => []));
  const inPackage = names.has(PACKAGE) ? await keysIn(join(folder, PACKAGE)) : {};
  // A package.json without the key is none of our business, broken or not.
  if (!inPackage.own) names.delete(PACKAGE);
  const others = [...names].filter((name) => LIKE_OURS.test(name) && !SEARCH_PLACES.includes(name)).sort();
  return {
    found: SEARCH_PLACES.filter((name) => names.has(name)).map((name) => join(folder, name)),
    unread: [
      ...others.map(
        (name) => `${join(folder, name)} is not read: it must end in one of ${EXTENSIONS.join(', ')}.`,
      ),
      ...(inPackage.misspelt
        ? [`"${MISSPELT}" in ${join(folder, PACKAGE)} is not read: the key is "${PACKAGE_KEY}".`]
        : []),
    ],
  };
}

async function keysIn(path: string): Promise<{ own?: boolean; misspelt?: boolean }> {
  const text = await readLimited(path).catch(() => '');
  return {
    own: text.includes(`"${PACKAGE_KEY}"`),
    misspelt: text.includes(`"${MISSPELT}"`) && holds(text, MISSPELT),
  };
}

/** The name of our key is also that of a dependency, and what a plugin says of itself has the other one. */
function holds(text: string, key: string): boolean {
  try {
    const { [key]: value } = JSON.parse(text) as Record<string, unknown>;
    return typeof value === 'object' && value !== null && KEYS.some((known) => known in value);
  } catch {
    return false;
  }
}

/** `undefined` for a package.json without the key. */
async function load(path: string): Promise<object | undefined> {
  const content = await loadAny(path);
  if (content === null && basename(path) === PACKAGE) return undefined;
  if (content === null || content === undefined) throw new ConfigError(`${path} exports nothing.`);
  if (typeof content === 'object' && !Array.isArray(content)) return content;
  throw new ConfigError(
    `${path} must export an object, not ${Array.isArray(content) ? 'a list' : `a ${typeof content}`}.`,
  );
}

async function loadAny(path: string): Promise<unknown> {
  try {
    // cosmiconfig reads whatever there is to its end, and a pipe has none.
    const text = await readLimited(path);
    armText(text, path);
    if (extname(path) === '.json' && basename(path) !== PACKAGE) return loadJson(path, text);
    const [{ cosmiconfig }, { LOADERS }] = await Promise.all([
      import('cosmiconfig'),
      import('./file-loaders.js'),
    ]);
    // Its `load`, not its `search`: that one passes over a file which it may not read, or which throws ENOENT.
    const options = { packageProp: PACKAGE_KEY, searchPlaces: SEARCH_PLACES, loaders: LOADERS, cache: false };
    const found = await cosmiconfig(PACKAGE_KEY, options).load(path);
    const config: unknown = found === null ? null : found.config;
    return config;
  } catch (cause) {
    if (KestraMcpError.is(cause)) throw cause;
    throw new ConfigError(`${path} cannot be loaded: ${reasonOf(cause)}`, { cause });
  }
}

/** Without cosmiconfig, which brings parsers of its own: a start with a JSON file would be a tenth longer. */
function loadJson(path: string, content: string): unknown {
  refuseUtf16(path, content);
  return content.trim() === '' ? undefined : parseJson(path, content);
}

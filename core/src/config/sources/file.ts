import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, extname, isAbsolute, join } from 'node:path';
import { ConfigError, KestraMcpError } from '../../foundation/errors.js';
import { isFile, reasonOf, refuseUtf16 } from './disk.js';
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

/** The file of the first folder that has one; parents are not searched. */
export async function findFile(folders: readonly string[]): Promise<FoundFile | undefined> {
  for (const folder of folders) {
    for (const path of await candidates(folder)) {
      const content = await load(path);
      if (content !== undefined) return { path, content };
    }
  }
  return undefined;
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
async function candidates(folder: string): Promise<string[]> {
  const names = await readdir(folder).then(
    (found) => new Set(found),
    () => new Set<string>(),
  );
  const found = SEARCH_PLACES.filter((name) => names.has(name)).map((name) => join(folder, name));
  const last = found.at(-1);
  return last === undefined || basename(last) !== PACKAGE || (await mentionsKey(last))
    ? found
    : found.slice(0, -1);
}

/** A package.json without the key is none of our business, broken or not. */
async function mentionsKey(path: string): Promise<boolean> {
  return readFile(path, 'utf8').then(
    (text) => text.includes(`"${PACKAGE_KEY}"`),
    () => false,
  );
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
    if (extname(path) === '.json' && basename(path) !== PACKAGE) return await loadJson(path);
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
async function loadJson(path: string): Promise<unknown> {
  const content = await readFile(path, 'utf8');
  refuseUtf16(path, content);
  return content.trim() === '' ? undefined : parseJson(path, content);
}

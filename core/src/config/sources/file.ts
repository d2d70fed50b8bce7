import { homedir, userInfo } from 'node:os';
import { basename, extname, isAbsolute, join, resolve } from 'node:path';
import { ConfigError, KestraMcpError } from '../../foundation/errors.js';
import { thrownAt } from '../../foundation/thrown-at.js';
import { isFile, readText, reasonOf } from './disk.js';
import { USER_FOLDER_VARIABLE, type Variables } from './environment.js';
import { parseJson } from './json.js';
import {
  EXTENSIONS,
  isConfiguration,
  PACKAGE,
  PACKAGE_KEY,
  type Places,
  placesIn,
  SEARCH_PLACES,
} from './places.js';

export { SEARCH_PLACES };

/** A configuration file and what it exports, not yet validated. */
export interface FoundFile {
  path: string;
  content: unknown;
}

/** Where a user keeps configuration for all folders. */
export function defaultUserFolder(env: Variables): string {
  const given = env[USER_FOLDER_VARIABLE] ?? '';
  if (isAbsolute(given)) return given;
  const [said = '', ...usual] =
    process.platform === 'win32' ? [env.APPDATA, 'AppData', 'Roaming'] : [env.XDG_CONFIG_HOME, '.config'];
  return join(isAbsolute(said) ? said : join(home(), ...usual.map(String)), 'kestra-mcp');
}

/** Never a relative path: a folder that one works in would then be one's own. */
export function home(): string {
  for (const ask of [homedir, () => userInfo().homedir]) {
    try {
      if (isAbsolute(ask())) return ask();
    } catch {
      // A user that the machine does not know, as in a container.
    }
  }
  return resolve('/nonexistent');
}

/** The file in use, if any, and what is like one beside it. */
export interface Search {
  file: FoundFile | undefined;
  /** What is not read though it looks like configuration, each with why. */
  unread: string[];
}

/** The first file of a folder that says something. */
export async function findFile(folder: string): Promise<Search> {
  return firstOf(await placesIn(folder), load);
}

/**
 * The first of these files that says something. One that says nothing, such as a sample with all in comments, hides no
 * other, and stands only where there is none.
 */
export async function firstOf(
  { found, unread: unreadable }: Places,
  contentOf: (path: string) => Promise<object | undefined>,
): Promise<Search> {
  const unread = [...unreadable];
  let file: FoundFile | undefined;
  for (const path of found) {
    if (file !== undefined && !isSilent(file.content)) {
      if (basename(path) !== PACKAGE || isConfiguration(path, await readText(path)))
        unread.push(comesFirst(file.path, path));
      continue;
    }
    const content = await contentOf(path);
    if (content !== undefined && (file === undefined || !isSilent(content))) file = { path, content };
  }
  return { file, unread };
}

/** That a file is not read for another in its folder. */
export function comesFirst(file: string | undefined, path: string): string {
  return `${path} is ignored because ${file} takes precedence.`;
}

/** True for what has no setting in it. */
export function isSilent(content: unknown): boolean {
  return Object.keys(content as object).every((key) => key === '$schema');
}

/** True for configuration that is code: to know what it says, it has to run. */
export function isCode(path: string): boolean {
  return /\.m?[tj]s$/.test(path);
}

/** The file that `--config` or `KESTRA_MCP_CONFIG`, as `subject`, names. */
export async function readNamedFile(path: string, subject: string): Promise<FoundFile> {
  if (!(await isFile(path))) throw new ConfigError(`${subject} points to ${path}, but no file exists there.`);
  if (!EXTENSIONS.includes(extname(path))) {
    throw new ConfigError(
      `${subject} points to ${path}, but the file name must end in one of ${EXTENSIONS.join(', ')}.`,
    );
  }
  const content = await load(path);
  if (content === undefined) throw new ConfigError(`${path} has no key "${PACKAGE_KEY}".`);
  return { path, content };
}

/** First of all it is read: what is no regular file of a sane size is loaded by nobody. */
async function load(path: string): Promise<object | undefined> {
  return exportOf(path, async () => {
    const text = await readText(path);
    // Without cosmiconfig, which brings parsers of its own: a start with a JSON file would be a tenth longer.
    if (isJson(path) || text.trim() === '') return parsedFrom(path, text);
    const { loadWithCosmiconfig } = await import('./cosmiconfig.js');
    return loadWithCosmiconfig(path, text);
  });
}

function isJson(path: string): boolean {
  return extname(path) === '.json' && basename(path) !== PACKAGE;
}

/** What a text that is at hand says: what was looked at before is what counts. */
export async function contentOf(path: string, text: string): Promise<object | undefined> {
  return exportOf(path, () => parsedFrom(path, text));
}

/** Of a text that is at hand: no library reads it a second time, when it may be another. */
async function parsedFrom(path: string, text: string): Promise<unknown> {
  if (text.trim() === '') return undefined;
  if (basename(path) === PACKAGE) {
    const whole = Object(parseJson(path, text)) as Record<string, unknown>;
    return Object.hasOwn(whole, PACKAGE_KEY) ? whole[PACKAGE_KEY] : null;
  }
  if (isJson(path)) return parseJson(path, text);
  const { LOADERS } = await import('./file-loaders.js');
  return LOADERS[extname(path)]?.(path, text);
}

/** `undefined` for a package.json without the key. */
async function exportOf(path: string, read: () => Promise<unknown>): Promise<object | undefined> {
  const content = await read().catch((cause: unknown) => {
    if (KestraMcpError.is(cause)) throw cause;
    throw new ConfigError(`${path} cannot be loaded: ${reasonOf(cause)}${thrownAt(cause, path)}`, { cause });
  });
  if (content === null && basename(path) === PACKAGE) return undefined;
  const isCode = /^\.m?[jt]s$/.test(extname(path));
  if (content === null || content === undefined) {
    throw new ConfigError(`${path} ${isCode ? 'exports nothing' : 'is empty'}.`, {
      hint: isCode
        ? 'Add a default export: export default { … };'
        : 'Write at least {} into it, or delete the file.',
    });
  }
  if (typeof content === 'object' && !Array.isArray(content)) return content;
  const found = Array.isArray(content) ? 'a list' : `a ${typeof content}`;
  throw new ConfigError(
    `${path} must ${isCode ? 'export' : 'contain'} an object, but it ${isCode ? 'exports' : 'contains'} ${found}.`,
  );
}

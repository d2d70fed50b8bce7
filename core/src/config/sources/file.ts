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

/** A configuration file and its export, not yet validated. */
export interface FoundFile {
  path: string;
  content: unknown;
}

/** The user's folder for configuration that applies everywhere. */
export function defaultUserFolder(env: Variables): string {
  const given = env[USER_FOLDER_VARIABLE] ?? '';
  if (isAbsolute(given)) return given;
  const [said = '', ...usual] =
    process.platform === 'win32' ? [env.APPDATA, 'AppData', 'Roaming'] : [env.XDG_CONFIG_HOME, '.config'];
  return join(isAbsolute(said) ? said : join(home(), ...usual.map(String)), 'kestra-mcp');
}

/** Never relative: otherwise any working folder could be the user folder. */
export function home(): string {
  for (const ask of [homedir, () => userInfo().homedir]) {
    try {
      if (isAbsolute(ask())) return ask();
    } catch {
      // The user is unknown to the machine, as in a container.
    }
  }
  return resolve('/nonexistent');
}

/** The file in use, if any, and similar files next to it. */
export interface Search {
  file: FoundFile | undefined;
  /** Ignored files that look like configuration, with the reason. */
  unread: string[];
}

/** The first file of a folder that has settings. */
export async function findFile(folder: string): Promise<Search> {
  return firstOf(await placesIn(folder), load);
}

/**
 * The first of these files that has settings. A file without settings, such as a sample that is commented out, does not
 * hide another one and is used only if no other exists.
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

/** The notice that a file is ignored because of another in its folder. */
export function comesFirst(file: string | undefined, path: string): string {
  return `${path} is ignored because ${file} takes precedence.`;
}

/** True for content without settings. */
export function isSilent(content: unknown): boolean {
  return Object.keys(content as object).every((key) => key === '$schema');
}

/** True for configuration in code, which has to run. */
export function isCode(path: string): boolean {
  return /\.m?[tj]s$/.test(path);
}

/** The file that `--config` or `KESTRA_MCP_CONFIG` (the `subject`) names. */
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

/** Reads the file first: anything but a regular file of limited size is never loaded. */
async function load(path: string): Promise<object | undefined> {
  return exportOf(path, async () => {
    const text = await readText(path);
    // Without cosmiconfig, whose parsers would make a start with a JSON file a tenth slower.
    if (isJson(path) || text.trim() === '') return parsedFrom(path, text);
    const { loadWithCosmiconfig } = await import('./cosmiconfig.js');
    return loadWithCosmiconfig(path, text);
  });
}

function isJson(path: string): boolean {
  return extname(path) === '.json' && basename(path) !== PACKAGE;
}

/** Parses a text that was already read, so that what counts is what was reviewed. */
export async function contentOf(path: string, text: string): Promise<object | undefined> {
  return exportOf(path, () => parsedFrom(path, text));
}

/** Parses the given text: reading the file again could give another text. */
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

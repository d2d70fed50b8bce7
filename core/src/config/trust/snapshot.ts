import { join, relative } from 'node:path';
import { ConfigError } from '../../foundation/errors.js';
import { sha256 } from '../../foundation/keys/hash.js';
import { isFile, readTextOf } from '../sources/disk.js';
import { contentOf, isCode } from '../sources/file.js';
import { isConfiguration, type Places, placesIn } from '../sources/places.js';
import { isClone } from './clone.js';
import { isShippedSample } from './shipped-sample.js';

/** The configuration files of a folder as they were read: what was reviewed is what counts. */
export interface Snapshot {
  folder: string;
  /** The configuration files, most preferred first. */
  places: Places;
  /** The texts by path, including the `.env`. Unreadable files are in `unreadable` with the reason. */
  texts: ReadonlyMap<string, string>;
  unreadable: ReadonlyMap<string, unknown>;
  dotenv?: string;
}

/** Longest untrusted text that is parsed, in characters: parsers are slow on some texts. */
export const LONGEST = 64 * 1024;

/**
 * Undefined for a folder without such files, the usual case. The `.env` of the host's own clone belongs to the user.
 */
export async function snapshotOf(folder: string): Promise<Snapshot | undefined> {
  const places = await placesIn(folder);
  const dotenv = join(folder, '.env');
  const hasDotenv = (await isFile(dotenv)) && !(await isClone(folder));
  const texts = new Map<string, string>();
  const unreadable = new Map<string, unknown>();
  const read = (path: string) => readTextOf(path).catch((cause: unknown) => void unreadable.set(path, cause));
  const found: string[] = [];
  for (const path of places.found) {
    const text = await read(path);
    // The unchanged sample has no settings, and a package.json may only depend on kestra-mcp.
    if (text !== undefined && (isShippedSample(path, text) || !isConfiguration(path, text))) continue;
    found.push(path);
    if (text !== undefined) texts.set(path, text);
  }
  const text = hasDotenv ? await read(dotenv) : undefined;
  if (text !== undefined) texts.set(dotenv, text);
  if (found.length === 0 && !hasDotenv && places.unread.length === 0) return undefined;
  return { folder, places: { ...places, found }, texts, unreadable, ...(hasDotenv && { dotenv }) };
}

/** The text of one of the files. Throws the reason if it could not be read. */
export function textOf({ texts, unreadable }: Snapshot, path: string): string {
  const text = texts.get(path);
  if (text === undefined) throw unreadable.get(path);
  return text;
}

/** A hash of everything that is trusted: the files and the code that they would run. */
export async function fingerprintOf({ folder, places, texts, dotenv }: Snapshot): Promise<Fingerprint> {
  const modules = new Map([...texts].filter(([path]) => path !== dotenv && isCode(path)));
  const plugins = await Promise.all(
    places.found.filter((path) => !isCode(path)).map((path) => pluginsIn(path, texts.get(path) ?? '')),
  );
  const { codeFiles } = await import('./code-files.js');
  const code = codeFiles(folder, plugins.flat(), modules);
  const all = [...hashed(texts), ...code];
  const named = all.map(([path, hash]) => `${relative(folder, path)} ${hash}`).sort();
  return { hash: sha256(named.join('\n')), code: new Map([...hashed(modules), ...code]) };
}

export interface Fingerprint {
  hash: string;
  /** Modules that would run and the files that select them, with their hashes. */
  code: ReadonlyMap<string, string>;
}

function hashed(texts: ReadonlyMap<string, string>): [string, string][] {
  return [...texts].map(([path, text]) => [path, sha256(text)]);
}

/** The plugins that a file names. Empty if it cannot be read. */
async function pluginsIn(path: string, text: string): Promise<string[]> {
  if (text.length > LONGEST) {
    throw new ConfigError(`${path} is too large to be checked.`, { hint: 'Pass it with --config.' });
  }
  const content = (await contentOf(path, text).catch(() => undefined)) as { plugins?: unknown } | undefined;
  const entries: unknown[] = Array.isArray(content?.plugins) ? content.plugins : [];
  return entries
    .map((entry) => (Array.isArray(entry) ? (entry[0] as unknown) : entry))
    .filter((entry) => typeof entry === 'string');
}

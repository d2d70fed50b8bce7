import { join, relative } from 'node:path';
import { ConfigError } from '../../foundation/errors.js';
import { sha256 } from '../../foundation/keys/hash.js';
import { isFile, readTextOf } from '../sources/disk.js';
import { contentOf, isCode } from '../sources/file.js';
import { isConfiguration, type Places, placesIn } from '../sources/places.js';
import { isClone } from './clone.js';
import { isShippedSample } from './shipped-sample.js';

/** The files of a folder that would configure, as they were when they were read: what was judged is what counts. */
export interface Snapshot {
  folder: string;
  /** The configuration files, most preferred first. */
  places: Places;
  /** By path, the `.env` too; one that cannot be read is not here, but below with why. */
  texts: ReadonlyMap<string, string>;
  unreadable: ReadonlyMap<string, unknown>;
  dotenv?: string;
}

/** What a stranger has written is not parsed beyond this, in characters: parsers take their time with some texts. */
export const LONGEST = 64 * 1024;

/** Undefined for a folder that has no such file, as most have none. The `.env` of the host's clone is the user's own. */
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
    // As the sample was shipped it says nothing, and a package.json may only depend on the host.
    if (text !== undefined && (isShippedSample(path, text) || !isConfiguration(path, text))) continue;
    found.push(path);
    if (text !== undefined) texts.set(path, text);
  }
  const text = hasDotenv ? await read(dotenv) : undefined;
  if (text !== undefined) texts.set(dotenv, text);
  if (found.length === 0 && !hasDotenv && places.unread.length === 0) return undefined;
  return { folder, places: { ...places, found }, texts, unreadable, ...(hasDotenv && { dotenv }) };
}

/** The text of one of its files; throws why there is none. */
export function textOf({ texts, unreadable }: Snapshot, path: string): string {
  const text = texts.get(path);
  if (text === undefined) throw unreadable.get(path);
  return text;
}

/** A hash of all that trust is given to: the files, and the code that they would run. */
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
  /** Modules that would run, and what decides which those are: by path, a hash of each. */
  code: ReadonlyMap<string, string>;
}

function hashed(texts: ReadonlyMap<string, string>): [string, string][] {
  return [...texts].map(([path, text]) => [path, sha256(text)]);
}

/** The plugins that a file names; one that cannot be read names none. */
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

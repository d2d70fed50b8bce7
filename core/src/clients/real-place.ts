import { randomUUID } from 'node:crypto';
import { type FileHandle, lstat, open, readlink, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { home as userHome } from '../config/sources/file.js';
import { ConfigError } from '../foundation/errors.js';

/** Whose links may stand on the way to a file. */
export interface Ground {
  /** A folder that somebody else may have made: no link below it is followed. */
  project?: string;
  /** Elsewhere a link is followed that the user has made, and that stays in here. */
  home?: string;
}

/**
 * Where a file really lies, whether or not it is there. Who keeps dotfiles has links at home that are meant so; a link in
 * a folder that was merely cloned, or one that leads out of the home, would put the text where nobody expects it.
 */
export async function realPlace(path: string, { project, home = userHome() }: Ground = {}): Promise<string> {
  const link = await firstLink(project ?? (isWithin(home, path) ? home : dirname(path)), path);
  const real = await realOf(path);
  if (link === undefined) return real;
  if (project === undefined && isWithin(await realOf(home), real) && (await isOwn(link, real))) return real;
  const why = project === undefined ? ', which is outside your home folder or not owned by you' : '';
  throw new ConfigError(
    `${path} was not changed: ${link === path ? 'it' : link} is a symbolic link to ${await realOf(link)}${why}.`,
    { hint: 'Replace the link with a file or folder of your own, or choose another folder.' },
  );
}

export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function firstLink(base: string, path: string): Promise<string | undefined> {
  let at = base;
  for (const part of relative(base, path).split(sep)) {
    at = join(at, part);
    const found = await lstat(at).catch(() => undefined);
    if (found?.isSymbolicLink()) return at;
  }
  return undefined;
}

/** A link that leads nowhere yet is followed, too: what is written would make its target. */
async function realOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw cause;
    const target = await readlink(path).catch(() => undefined);
    if (target !== undefined) return realOf(resolve(await realOf(dirname(path)), target));
    return dirname(path) === path ? path : join(await realOf(dirname(path)), basename(path));
  }
}

/** The link and what it leads to, or the folder that this would be made in, belong to who runs this. */
async function isOwn(link: string, real: string): Promise<boolean> {
  const user = process.getuid?.();
  return user === undefined || ((await lstat(link)).uid === user && (await ownerOf(real)) === user);
}

async function ownerOf(path: string): Promise<number> {
  const found = await lstat(path).catch(() => undefined);
  return found?.uid ?? ownerOf(dirname(path));
}

/** For its user alone. */
export const PRIVATE = 0o600;

/** A whole new file in the place of what has this name: a link, or another name of the old file, gets nothing of it. */
export async function put(path: string, text: string, mode: number): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx', PRIVATE);
    try {
      await refuseElsewhere(temporary, file);
      await file.writeFile(text);
      // The mask of the process may have taken bits away.
      await file.chmod(mode);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw cause;
  }
}

/** While it is still empty: a folder on the way may have become a link since that was looked at. */
async function refuseElsewhere(path: string, file: FileHandle): Promise<void> {
  const [real, named, opened] = await Promise.all([realpath(path), lstat(path), file.stat()]);
  if (real === path && named.ino === opened.ino && named.dev === opened.dev) return;
  throw new Error('its folder was replaced in the meantime.');
}

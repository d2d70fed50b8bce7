import { randomUUID } from 'node:crypto';
import { type FileHandle, lstat, open, readlink, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { home as userHome } from '../config/sources/file.js';
import { ConfigError } from '../foundation/errors.js';

/** Which symbolic links on the way to a file are followed. */
export interface Ground {
  /** A folder that someone else may have created. No link below it is followed. */
  project?: string;
  /** Elsewhere, a link is followed if the user created it and it stays in this folder. */
  home?: string;
}

/**
 * The real path of a file, whether or not it exists. People who keep dotfiles in a repository have intended links in
 * their home folder. A link in a cloned folder, or one that leaves the home folder, would put the text where nobody
 * expects it.
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

/** A dangling link is followed too: writing would create its target. */
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

/** True if the user running this owns the link and its target, or the folder in which the target would be created. */
async function isOwn(link: string, real: string): Promise<boolean> {
  const user = process.getuid?.();
  return user === undefined || ((await lstat(link)).uid === user && (await ownerOf(real)) === user);
}

async function ownerOf(path: string): Promise<number> {
  const found = await lstat(path).catch(() => undefined);
  return found?.uid ?? ownerOf(dirname(path));
}

/** Readable and writable only by the user. */
export const PRIVATE = 0o600;

/** Replaces a path with a new file. If it was a link or a hard link, the other file does not change. */
export async function put(path: string, text: string, mode: number): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx', PRIVATE);
    try {
      await refuseElsewhere(temporary, file);
      await file.writeFile(text);
      // The umask may have removed permissions.
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

/** Checked while the file is still empty: a folder on the way may have become a link in the meantime. */
async function refuseElsewhere(path: string, file: FileHandle): Promise<void> {
  const [real, named, opened] = await Promise.all([realpath(path), lstat(path), file.stat()]);
  if (real === path && named.ino === opened.ino && named.dev === opened.dev) return;
  throw new Error('its folder was replaced in the meantime.');
}

import { constants } from 'node:fs';
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ConfigError } from '../foundation/errors.js';
import { readLimitedBytes } from '../foundation/read-limited.js';
import { type Ground, PRIVATE, put, realPlace } from './real-place.js';

/** What happened to a file. */
export interface Written {
  path: string;
  did: 'created' | 'changed' | 'unchanged';
  /** The backup. */
  backup?: string;
}

/** How to write a file. */
export interface Manner extends Ground {
  /** The file contains a secret, so nobody else may read it. */
  secret?: boolean;
  /** Do not keep a backup. */
  withoutCopy?: boolean;
}

/** Some clients also keep conversations in these files. */
const LARGEST = 32 * 1024 * 1024;

/** The text of a file; undefined if it does not exist. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    // Bytes that are not UTF-8 could not be written back unchanged.
    const bytes = await readLimitedBytes(path, LARGEST);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if ((cause as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new ConfigError(`${path} was not changed: it is not encoded as UTF-8.`);
    throw failed(path, 'cannot be read', cause);
  }
}

/** Replaces a file completely or not at all, and keeps a backup that only the user can read. */
export async function writeWithBackup(path: string, text: string, manner: Manner = {}): Promise<Written> {
  const { secret = false, withoutCopy = false } = manner;
  const before = await readIfThere(path);
  try {
    // A link of the user, such as one into a folder of dotfiles, stays a link.
    const real = await realPlace(path, manner);
    if (before === undefined) {
      await mkdir(dirname(real), { recursive: true });
      await put(real, text, secret ? PRIVATE : 0o644);
      return { path, did: 'created' };
    }
    await closeBackups(real);
    const mode = secret ? PRIVATE : await modeOf(real);
    if (before === text) {
      if (secret && (await isShared(real))) await put(real, text, mode);
      return { path, did: 'unchanged' };
    }
    const backup = withoutCopy ? undefined : `${real}.backup-${stamp()}`;
    // The file may contain secrets of other servers.
    if (backup !== undefined) await put(backup, before, PRIVATE);
    await put(real, text, mode);
    return { path, did: 'changed', ...(backup !== undefined && { backup }) };
  } catch (cause) {
    throw cause instanceof ConfigError ? cause : failed(path, 'cannot be written', cause);
  }
}

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

/** True if others can read it or own it, or if it has another hard link. */
async function isShared(path: string): Promise<boolean> {
  const { mode, nlink, uid } = await stat(path);
  return (mode & 0o777) !== PRIVATE || nlink > 1 || uid !== (process.getuid?.() ?? uid);
}

/** Older backups may contain an old password, and early ones could be read by everyone. */
async function closeBackups(path: string): Promise<void> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  // Files of other users stay as they are.
  for (const name of names.filter((each) => each.startsWith(`${basename(path)}.backup-`)))
    await close(join(folder, name)).catch(() => undefined);
}

async function close(path: string): Promise<void> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const { mode } = await file.stat();
    if ((mode & 0o077) !== 0) await file.chmod(mode & PRIVATE);
  } finally {
    await file.close();
  }
}

/** `20261125-043000-123`, so that backups sort by age. */
function stamp(): string {
  return new Date().toISOString().replace(/[-:]/g, '').replace('T', '-').replace('.', '-').replace('Z', '');
}

function failed(path: string, what: string, cause: unknown): ConfigError {
  return new ConfigError(`${path} ${what}: ${(cause as Error).message}`, { cause });
}

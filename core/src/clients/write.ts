import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ConfigError } from '../foundation/errors.js';
import { readLimitedBytes } from '../foundation/read-limited.js';

/** What was done to a file. */
export interface Written {
  path: string;
  did: 'created' | 'changed' | 'left as it is';
  /** Where the old text is. */
  backup?: string;
}

/** Some clients keep what was said in the file of their settings, too. */
const LARGEST = 64 * 1024 * 1024;

/** The text of a file; undefined when there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    // Other bytes than UTF-8 would not be written back as they were.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      await readLimitedBytes(path, LARGEST),
    );
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if ((cause as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new ConfigError(`${path} was left alone: it is not in UTF-8.`);
    throw failed(path, 'cannot be read', cause);
  }
}

/**
 * Replaces a file as a whole, or not at all, and keeps the old text beside it. `secret`: no one else may read it, and
 * no copy of what was in it is left about.
 */
export async function writeWithBackup(path: string, text: string, secret = false): Promise<Written> {
  const before = await readIfThere(path);
  try {
    // A link, as in a folder of dotfiles, stays one.
    const real = await targetOf(path);
    if (before === undefined) {
      await mkdir(dirname(real), { recursive: true });
      await put(real, text, secret ? PRIVATE : 0o644);
      return { path, did: 'created' };
    }
    const mode = (await stat(real)).mode & 0o777;
    if (before === text) {
      if (secret && mode !== PRIVATE) await chmod(real, PRIVATE);
      return { path, did: 'left as it is' };
    }
    const backup = secret ? undefined : `${real}.backup-${stamp()}`;
    if (backup !== undefined) await put(backup, before, mode);
    await put(real, text, secret ? PRIVATE : mode);
    return { path, did: 'changed', ...(backup !== undefined && { backup }) };
  } catch (cause) {
    throw failed(path, 'cannot be written', cause);
  }
}

const PRIVATE = 0o600;

/** Where a path leads in the end, whether or not there is a file. */
async function targetOf(path: string): Promise<string> {
  const link = await readlink(path).catch(() => undefined);
  if (link === undefined) return path;
  return realpath(path).catch(() => resolve(dirname(path), link));
}

async function put(path: string, text: string, mode: number): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, { mode, flag: 'wx' });
    // The mask of the process may have taken bits away.
    await chmod(temporary, mode);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw cause;
  }
}

/** `20261125-043000-123`, so that backups sort by age. */
function stamp(): string {
  return new Date().toISOString().replace(/[-:]/g, '').replace('T', '-').replace('.', '-').replace('Z', '');
}

function failed(path: string, what: string, cause: unknown): ConfigError {
  return new ConfigError(`${path} ${what}: ${(cause as Error).message}`, { cause });
}

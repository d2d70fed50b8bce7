import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError } from '../errors.js';

/** What was done to a file. */
export interface Written {
  path: string;
  did: 'created' | 'changed' | 'left as it is';
  /** Where the old text is. */
  backup?: string;
}

/** The text of a file; undefined when there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw failed(path, 'cannot be read', cause);
  }
}

/**
 * Replaces a file as a whole, or not at all, and keeps the old text beside it. `secret`: no one else may read it, and
 * no copy of what was in it is left about.
 */
export async function writeWithBackup(path: string, text: string, secret = false): Promise<Written> {
  const before = await readIfThere(path);
  if (before === text) return { path, did: 'left as it is' };
  try {
    await mkdir(dirname(path), { recursive: true });
    if (before === undefined) {
      await put(path, text, secret ? 0o600 : 0o644);
      return { path, did: 'created' };
    }
    // A link, as in a folder of dotfiles, stays one.
    const real = await realpath(path);
    const mode = secret ? 0o600 : (await stat(real)).mode;
    const backup = secret ? undefined : `${real}.backup-${stamp()}`;
    if (backup !== undefined) await put(backup, before, mode);
    await put(real, text, mode);
    return { path, did: 'changed', ...(backup !== undefined && { backup }) };
  } catch (cause) {
    throw failed(path, 'cannot be written', cause);
  }
}

async function put(path: string, text: string, mode: number): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, text, { mode, flag: 'wx' });
  // The mask of the process may have taken bits away.
  await chmod(temporary, mode);
  await rename(temporary, path);
}

/** `20261125-043000-123`, so that backups sort by age. */
function stamp(): string {
  return new Date().toISOString().replace(/[-:]/g, '').replace('T', '-').replace('.', '-').replace('Z', '');
}

function failed(path: string, what: string, cause: unknown): ConfigError {
  return new ConfigError(`${path} ${what}: ${(cause as Error).message}`, { cause });
}

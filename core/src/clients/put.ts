import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

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
  throw new Error('its folder has become another one meanwhile.');
}

/** Older backups may hold an old password, and earlier ones could be read by all. */
export async function closeBackups(path: string): Promise<void> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  // Somebody else's file is left as it is.
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

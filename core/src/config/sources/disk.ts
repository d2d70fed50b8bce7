import { realpath, stat } from 'node:fs/promises';
import { types } from 'node:util';
import { ConfigError } from '../../foundation/errors.js';
import { readLimited } from '../../foundation/read-limited.js';
import { armText } from '../../response/armed.js';

/** True if the path is a regular file or a link to one. */
export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** The real path of a folder. A folder that does not exist keeps its path. */
export async function real(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}

/** Reads a regular file of limited size, and masks its secrets from then on. */
export async function readText(path: string): Promise<string> {
  const text = await readTextOf(path);
  // Before any part of it can appear in a message.
  armText(text, path);
  return text;
}

/**
 * The text of a file that may come from a stranger, without masking its "secrets" in every result. A pipe, a device or
 * a huge file is an error instead of an endless wait.
 */
export async function readTextOf(path: string): Promise<string> {
  const text = await readLimited(path).catch((cause: unknown) => {
    throw new ConfigError(`${path} cannot be read: ${reasonOf(cause)}`, { cause });
  });
  refuseUtf16(path, text);
  return text;
}

/** Read as UTF-8, every other byte is zero, so the file would seem empty. */
export function refuseUtf16(path: string, text: string): void {
  if (!text.slice(0, 4).includes('\0')) return;
  throw new ConfigError(`${path} is encoded as UTF-16, which is not supported.`, {
    hint: 'Save it as UTF-8. In PowerShell, use Set-Content -Encoding utf8 instead of >.',
  });
}

/** The message of an error in one line, without a stack of requiring files. */
export function reasonOf(cause: unknown): string {
  const message = types.isNativeError(cause) ? cause.message : String(cause);
  return message
    .replace(/\nRequire stack:[\s\S]*/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

import { realpath, stat } from 'node:fs/promises';
import { types } from 'node:util';
import { ConfigError } from '../../foundation/errors.js';
import { readLimited } from '../../foundation/read-limited.js';
import { armText } from '../../response/armed.js';

/** True when the path leads to a regular file. */
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

/** A folder by whatever link leads to it; one that is not there is as it is named. */
export async function real(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}

/** The text of a regular file of a sane size, whose secrets are masked from then on. */
export async function readText(path: string): Promise<string> {
  const text = await readTextOf(path);
  // Before anything of it can be told: what is wrong with it, or what stands in it.
  armText(text, path);
  return text;
}

/**
 * The text of a file that may be a stranger's: what he calls a secret would be masked in every answer. A pipe, a device or
 * a huge file is an error, and not an endless wait.
 */
export async function readTextOf(path: string): Promise<string> {
  const text = await readLimited(path).catch((cause: unknown) => {
    throw new ConfigError(`${path} cannot be read: ${reasonOf(cause)}`, { cause });
  });
  refuseUtf16(path, text);
  return text;
}

/** Read as UTF-8 it has a zero at every other place, and would be taken for a file that says nothing. */
export function refuseUtf16(path: string, text: string): void {
  if (!text.slice(0, 4).includes('\0')) return;
  throw new ConfigError(`${path} is encoded as UTF-16, which is not supported.`, {
    hint: 'Save it as UTF-8. In PowerShell, use Set-Content -Encoding utf8 instead of >.',
  });
}

/** The message of whatever was thrown, in one line, without the stack of requiring files. */
export function reasonOf(cause: unknown): string {
  const message = types.isNativeError(cause) ? cause.message : String(cause);
  return message
    .replace(/\nRequire stack:[\s\S]*/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

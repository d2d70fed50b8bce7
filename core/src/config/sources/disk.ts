import { readFile, stat } from 'node:fs/promises';
import { types } from 'node:util';
import { ConfigError } from '../../foundation/errors.js';

/** True when the path leads to a regular file. */
export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

export async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ConfigError(`${path} cannot be read: ${reasonOf(cause)}`, { cause });
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

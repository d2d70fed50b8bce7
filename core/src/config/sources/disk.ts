import { constants } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { types } from 'node:util';
import { ConfigError } from '../../foundation/errors.js';
import { within } from '../../foundation/limit.js';

/** Far more than anybody writes by hand. */
const LARGEST = 4 * 1024 * 1024;
/** Longest that one file may take, in milliseconds: it may lie on a disk that does not answer. */
const LONGEST = 5_000;

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

/** The text of a regular file of a sane size; a pipe, a device or a huge file is an error, and not an endless wait. */
export async function readText(path: string): Promise<string> {
  const late = () => new Error(`not within ${LONGEST / 1_000} s`);
  const bytes = await within(readRegular(path), LONGEST, late).catch((cause: unknown) => {
    throw new ConfigError(`${path} cannot be read: ${reasonOf(cause)}`, { cause });
  });
  const text = bytes.toString('utf8');
  refuseUtf16(path, text);
  return text;
}

async function readRegular(path: string): Promise<Buffer> {
  // To open a pipe would otherwise wait for who writes into it.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new Error('it is no regular file');
    if (found.size > LARGEST) throw new Error(tooLarge());
    return await upTo(file, LARGEST);
  } finally {
    await file.close();
  }
}

/** Whatever its size was said to be: it may grow, and some systems say 0. */
async function upTo(file: FileHandle, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let size = 0; size <= most; ) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024);
    if (bytesRead === 0) return Buffer.concat(parts);
    parts.push(buffer.subarray(0, bytesRead));
    size += bytesRead;
  }
  throw new Error(tooLarge());
}

function tooLarge(): string {
  return `it is larger than ${LARGEST / 1024 / 1024} MB`;
}

/** Read as UTF-8 it has a zero at every other place, and would be taken for a file that says nothing. */
export function refuseUtf16(path: string, text: string): void {
  if (!text.slice(0, 4).includes('\0')) return;
  throw new ConfigError(`${path} is written in UTF-16, which is not read.`, {
    hint: 'Save it as UTF-8. In PowerShell: Set-Content -Encoding utf8, rather than >.',
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

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Far more than a package.json or a module that somebody has written. */
const LARGEST = 8 * 1024 * 1024;
const CHUNK = 64 * 1024;

/** The bytes of a regular file of a sane size; a pipe or a device is an error, and not an endless wait. */
export function readRegular(path: string): Buffer {
  // To open a pipe would otherwise wait for who writes into it.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!fstatSync(file).isFile()) throw new Error(`${path} is no regular file`);
    const parts: Buffer[] = [];
    for (let size = 0; size <= LARGEST; ) {
      const part = Buffer.alloc(CHUNK);
      const count = readSync(file, part, 0, CHUNK, null);
      if (count === 0) return Buffer.concat(parts);
      parts.push(part.subarray(0, count));
      size += count;
    }
    throw new Error(`${path} is larger than ${LARGEST / 1024 / 1024} MB`);
  } finally {
    closeSync(file);
  }
}

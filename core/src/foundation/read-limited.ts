import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { within } from './limit.js';

/** Largest file that is read as a whole, in bytes: what people write by hand and packages say of themselves is smaller. */
export const LARGEST_FILE = 4 * 1024 * 1024;
/** Longest that the reading may take, in milliseconds: a disk may be at the other end of a network. */
const LONGEST_READ = 5_000;
/** A pipe without a writer would hold the opening for ever, and with it the end of the process. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * The bytes of a regular file of limited size, read within a limit of time. What else a path may lead to (a pipe, a
 * device, a folder) is refused, and so is a file that grows while it is read.
 */
export async function readLimitedBytes(path: string, largest = LARGEST_FILE): Promise<Buffer> {
  const late = () => new Error(`reading it took longer than ${LONGEST_READ / 1_000} s`);
  return within(readAll(path, largest), LONGEST_READ, late);
}

/** The same as text, in UTF-8. */
export async function readLimited(path: string, largest?: number): Promise<string> {
  return (await readLimitedBytes(path, largest)).toString('utf8');
}

/** The same at once; a disk that does not answer holds it. */
export function readLimitedBytesSync(path: string, largest = LARGEST_FILE): Buffer {
  const file = openSync(path, FLAGS);
  try {
    const bytes = bufferFor(fstatSync(file), largest);
    let size = 0;
    for (let read = -1; read !== 0 && size < bytes.length; size += read)
      read = readSync(file, bytes, size, bytes.length - size, null);
    return whole(bytes, size, largest);
  } finally {
    closeSync(file);
  }
}

/** The same at once, as text. */
export function readLimitedSync(path: string, largest?: number): string {
  return readLimitedBytesSync(path, largest).toString('utf8');
}

async function readAll(path: string, largest: number): Promise<Buffer> {
  const file = await open(path, FLAGS);
  try {
    return await readFrom(file, largest);
  } finally {
    await file.close();
  }
}

async function readFrom(file: FileHandle, largest: number): Promise<Buffer> {
  const bytes = bufferFor(await file.stat(), largest);
  let size = 0;
  for (let read = -1; read !== 0 && size < bytes.length; size += read)
    read = (await file.read(bytes, size, bytes.length - size, null)).bytesRead;
  return whole(bytes, size, largest);
}

interface Stats {
  size: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

/** With room for one byte more than is allowed or said: files of `/proc` say that they have none. */
function bufferFor(stats: Stats, largest: number): Buffer {
  if (stats.isDirectory()) throw new Error('it is a folder');
  if (!stats.isFile()) throw new Error('it is not a regular file');
  if (stats.size > largest) throw tooLarge(largest);
  return Buffer.allocUnsafe(stats.size > 0 ? stats.size + 1 : largest + 1);
}

/** A file that has become longer meanwhile is one that somebody writes: half of it says nothing. */
function whole(bytes: Buffer, size: number, largest: number): Buffer {
  if (size > largest) throw tooLarge(largest);
  if (size === bytes.length) throw new Error('it changed while it was being read');
  return bytes.subarray(0, size);
}

function tooLarge(largest: number): Error {
  return new Error(`it is larger than ${largest} bytes`);
}

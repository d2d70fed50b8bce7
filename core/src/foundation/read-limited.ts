import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { within } from './limit.js';

/** Largest file that is read as a whole, in bytes. Files written by hand and package metadata are smaller. */
export const LARGEST_FILE = 4 * 1024 * 1024;
/** Longest time for reading a file, in milliseconds. The disk may be on a network. */
const LONGEST_READ = 5_000;
/** Opening a pipe that nobody writes to would block forever, and keep the process from ending. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Reads a regular file of limited size within a time limit. Rejects everything else (pipes, devices, folders) and files
 * that grow while being read.
 */
export async function readLimitedBytes(path: string, largest = LARGEST_FILE): Promise<Buffer> {
  const late = () => new Error(`reading it took longer than ${LONGEST_READ / 1_000} s`);
  return within(readAll(path, largest), LONGEST_READ, late);
}

/** Same, as UTF-8 text. */
export async function readLimited(path: string, largest?: number): Promise<string> {
  return (await readLimitedBytes(path, largest)).toString('utf8');
}

/** Same, synchronously. A disk that does not respond blocks it. */
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

/** Same, synchronously and as text. */
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

/** One byte larger than the limit or the reported size. Files in `/proc` report a size of 0. */
function bufferFor(stats: Stats, largest: number): Buffer {
  if (stats.isDirectory()) throw new Error('it is a folder');
  if (!stats.isFile()) throw new Error('it is not a regular file');
  if (stats.size > largest) throw tooLarge(largest);
  return Buffer.allocUnsafe(stats.size > 0 ? stats.size + 1 : largest + 1);
}

/** A file that grew in the meantime is still being written. Half of it would be useless. */
function whole(bytes: Buffer, size: number, largest: number): Buffer {
  if (size > largest) throw tooLarge(largest);
  if (size === bytes.length) throw new Error('it changed while it was being read');
  return bytes.subarray(0, size);
}

function tooLarge(largest: number): Error {
  return new Error(`it is larger than ${largest} bytes`);
}

import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { urlOf } from '../foundation/url.js';
import { cacheFolder, isOwnFolder, makeOwnFolder } from '../process/cache-folder.js';
import type { EditionMemory, KnownEdition } from './edition-memory.js';

/** Number of addresses in the file. The ones learned first are dropped first. */
const MOST = 50;
/** Longest address that is stored. */
const LONGEST = 500;
/** Largest file that is read, in bytes: slightly more than fifty addresses of the maximum length. */
const LARGEST = 64 * 1024;
/** Do not follow symbolic links, and do not block on a pipe. Windows has neither flag. */
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

type Entry = readonly [address: string, edition: KnownEdition];

/**
 * Remembers editions in a small file, for all servers of a user. If the file cannot be used, the instance is asked
 * again.
 */
export class EditionFile implements EditionMemory {
  constructor(private readonly folder = cacheFolder()) {}

  recall(address: string): KnownEdition | undefined {
    const place = placeOf(address);
    return this.entries().find(([known]) => known === place)?.[1];
  }

  remember(address: string, edition: KnownEdition): void {
    const place = placeOf(address);
    if (place === undefined || this.recall(address) === edition || !makeOwnFolder(this.folder)) return;
    const others = this.entries().filter(([known]) => known !== place);
    this.write([...others, [place, edition]].slice(-MOST));
  }

  private get file(): string {
    return join(this.folder, 'editions.json');
  }

  private entries(): Entry[] {
    if (this.folder === '' || !isOwnFolder(this.folder)) return [];
    try {
      const { editions } = JSON.parse(readSmall(this.file)) as { editions: unknown[] };
      return editions.filter(isEntry);
    } catch {
      // The file is missing, or is not ours.
      return [];
    }
  }

  /** Replaces the file atomically, because another server may be reading it. */
  private write(editions: readonly unknown[]): void {
    const unfinished = `${this.file}.${process.pid}`;
    try {
      writeFileSync(unfinished, `${JSON.stringify({ editions })}\n`, { mode: 0o600, flag: 'wx' });
      renameSync(unfinished, this.file);
    } catch {
      remove(unfinished);
    }
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // If it cannot be removed, it was not ours.
  }
}

/** Returns the address without parts that may be secret, or undefined if it must not be stored. */
function placeOf(address: string): string | undefined {
  const url = urlOf(address);
  if (url === undefined) return undefined;
  const place = `${url.origin}${url.pathname}`;
  return place.length > LONGEST ? undefined : place;
}

function readSmall(file: string): string {
  const descriptor = openSync(file, READ);
  try {
    const found = fstatSync(descriptor);
    if (!found.isFile() || found.size > LARGEST) return '';
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function isEntry(entry: unknown): entry is Entry {
  if (!Array.isArray(entry)) return false;
  const [address, edition] = entry as unknown[];
  return typeof address === 'string' && (edition === 'EE' || edition === 'OSS');
}

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

/** How many addresses are remembered; those learnt of longest ago go first. */
const MOST = 50;
/** Longest address that is remembered. */
const LONGEST = 500;
/** Largest file that is read, in bytes: some more than fifty of the longest addresses. */
const LARGEST = 64 * 1024;
/** A link is not followed, and a pipe that nobody writes to is not waited for. Windows has neither. */
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

type Entry = readonly [address: string, edition: KnownEdition];

/** The memory of a user's hosts: one small file. What cannot be read or written is asked for again. */
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
      // Missing, or not ours.
      return [];
    }
  }

  /** At once, since another host may read it meanwhile. */
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
    // What cannot be removed was not ours.
  }
}

/** The address without what may be secret in it; undefined for one that is not remembered. */
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

import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, makeOwnFolder } from '../../process/cache-folder.js';

/** As it is written: 256 bits. */
const KEY = /^[0-9a-f]{64}$/;

/**
 * What the ids of tasks are signed with, where nothing is configured: made once for a user and kept, since a task
 * outlives the process. Not made of credentials, since an id would then be something to try passwords on. Where nothing
 * can be kept, it is of this process alone.
 */
export class TaskKey {
  private key: string | undefined;

  constructor(private readonly folder = cacheFolder()) {}

  get(): string {
    this.key ??= this.kept() ?? fresh();
    return this.key;
  }

  private kept(): string | undefined {
    if (this.folder === '' || !makeOwnFolder(this.folder)) return undefined;
    const file = join(this.folder, 'task-key');
    return read(file) ?? write(file);
  }
}

function read(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return KEY.test(text) ? text : undefined;
  } catch {
    // Missing, or not ours.
    return undefined;
  }
}

/** Whole or not at all, and never over one that another host has written meanwhile. */
function write(file: string): string | undefined {
  const unfinished = `${file}.${process.pid}`;
  try {
    writeFileSync(unfinished, `${fresh()}\n`, { mode: 0o600, flag: 'wx' });
    linkSync(unfinished, file);
  } catch {
    // There by now, or no folder for such a thing: what can be read decides.
  }
  rmSync(unfinished, { force: true });
  return read(file);
}

function fresh(): string {
  return process.getBuiltinModule('node:crypto').randomBytes(32).toString('hex');
}

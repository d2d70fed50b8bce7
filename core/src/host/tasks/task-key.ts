import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, makeOwnFolder } from '../../process/cache-folder.js';

/** The key's form in the file: 256 bits. */
const KEY = /^[0-9a-f]{64}$/;

/**
 * The key that signs the ids of tasks if none is configured. It is created once for each user and stored, because a
 * task outlives the process. It is not derived from credentials, because an attacker could then test passwords against
 * an id. If it cannot be stored, it is valid only in this process.
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
    // The file is missing, or is not ours.
    return undefined;
  }
}

/** Writes the whole file or nothing, and never replaces a file that another server wrote meanwhile. */
function write(file: string): string | undefined {
  const unfinished = `${file}.${process.pid}`;
  try {
    writeFileSync(unfinished, `${fresh()}\n`, { mode: 0o600, flag: 'wx' });
    linkSync(unfinished, file);
  } catch {
    // The file exists by now, or the folder cannot be written. The next read decides.
  }
  rmSync(unfinished, { force: true });
  return read(file);
}

function fresh(): string {
  return process.getBuiltinModule('node:crypto').randomBytes(32).toString('hex');
}

import { sha256 } from '../../foundation/keys/hash.js';
import { readLimitedBytesSync } from '../../foundation/read-limited.js';
import { command } from '../../process/command.js';
import { LARGEST_CODE } from '../../process/modules.js';
import { type PluginIdentity, problemOf } from './identity.js';

/** Hashes by file of the code that the user reviewed before trusting the folder that names the plugin. */
export type ShownCode = ReadonlyMap<string, string>;

/** Checks code right before it is imported, which may be long after the folder was trusted. No other code runs. */
export function checkShown(identity: PluginIdentity, code: ShownCode | undefined): void {
  if (code === undefined) return;
  const isShown = code.has(identity.file) && [...code].every(([file, hash]) => hashOf(file) === hash);
  if (isShown) return;
  throw problemOf(identity, 'has code that its folder did not contain when you trusted it.', {
    hint: `Run ${command('trust')} to see what it does now and to trust it again. Then restart the server.`,
  });
}

function hashOf(file: string): string | undefined {
  try {
    return sha256(readLimitedBytesSync(file, LARGEST_CODE));
  } catch {
    return undefined;
  }
}

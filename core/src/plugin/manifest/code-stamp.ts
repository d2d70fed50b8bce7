import { join, relative, sep } from 'node:path';
import { sha256 } from '../../foundation/keys/hash.js';
import { readLimitedBytesSync } from '../../foundation/read-limited.js';
import { LARGEST_CODE, modulesFrom } from '../../process/modules.js';
import type { CodeStamp, PluginManifest } from './manifest.js';

/** The stamp of the module `entry`, of what it imports within its package, and of further files there. */
export function stampOf(folder: string, entry: string, others: readonly string[] = []): CodeStamp {
  const modules = modulesFrom(folder, entry).map((file) => relative(folder, file).split(sep).join('/'));
  const files = [...modules, ...others];
  return { files, hash: hashOf(folder, files) };
}

/** The files of a plugin's skills, relative to its package. */
export function skillFiles({ skills = [] }: PluginManifest): string[] {
  return skills.flatMap(({ name, files }) => files.map(({ path }) => `skills/${name}/${path}`));
}

/** True if one of the stamped files has changed or is missing. */
export function isStale(folder: string, { files, hash }: CodeStamp): boolean {
  try {
    return hashOf(folder, files) !== hash;
  } catch {
    return true;
  }
}

function hashOf(folder: string, files: readonly string[]): string {
  return sha256(...files.flatMap((file) => [readLimitedBytesSync(join(folder, file), LARGEST_CODE), '\0']));
}

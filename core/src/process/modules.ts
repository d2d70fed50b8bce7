import { statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { readLimitedSync } from '../foundation/read-limited.js';

/** What a module imports by relative path; a match in a comment costs no more than a file too many. */
const RELATIVE = /(?:\bfrom|\bimport|\brequire)\s*(?:\(\s*)?['"](\.{1,2}\/[^'"]+)['"]/g;
/** TypeScript leaves endings out, or writes those of the output. */
const ENDINGS = ['', '.ts', '.mts', '.js', '.mjs', '.cjs', '.json', '/index.ts', '/index.js'];
const MOST_FILES = 1_000;
/** Largest module, in bytes: some are bundles. */
export const LARGEST_CODE = 64 * 1024 * 1024;

/** A module and all that it reaches by relative imports within a folder, in the order they are met. */
export function modulesFrom(folder: string, entry: string): string[] {
  const found = new Set([entry]);
  for (const file of found) {
    for (const [, target = ''] of readLimitedSync(file, LARGEST_CODE).matchAll(RELATIVE)) {
      const path = existing(resolve(dirname(file), target));
      const inside = path?.startsWith(folder + sep) && !path.includes(`${sep}node_modules${sep}`);
      if (path !== undefined && inside && found.size < MOST_FILES) found.add(path);
    }
  }
  return [...found];
}

function existing(path: string): string | undefined {
  const candidates = [...ENDINGS.map((ending) => path + ending), path.replace(/\.([mc]?)js$/, '.$1ts')];
  return candidates.find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile());
}

import { statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { readLimitedSync } from '../foundation/read-limited.js';

/** Relative imports of a module. A match in a comment only adds a file. */
const RELATIVE = /(?:\bfrom|\bimport|\brequire)\s*(?:\(\s*)?['"](\.{1,2}\/[^'"]+)['"]/g;
/** TypeScript omits endings, or uses those of the output. */
const ENDINGS = ['', '.ts', '.mts', '.js', '.mjs', '.cjs', '.json', '/index.ts', '/index.js'];
const MOST_FILES = 1_000;
/** Largest module, in bytes. Some are bundles. */
export const LARGEST_CODE = 64 * 1024 * 1024;

/** A module and everything that it reaches through relative imports within a folder, in the order of discovery. */
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

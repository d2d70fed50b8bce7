import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { ROOT } from '../../../support/paths.js';

const filter = dockerignore
  .default({ ignorecase: false })
  .add(readFileSync(join(ROOT, '.dockerignore'), 'utf8'));

/** Whether a file of the repository, or one that might lie there, is kept from the builder. */
export const isIgnored = (path: string): boolean => filter.ignores(path);

/** The build context: all that lies in the working folder, except for what `.dockerignore` keeps out. */
export function copyContext(to: string, folder = ''): void {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    // Both are large and ignored in whole; the test asks for that by name.
    if (entry.name === 'node_modules' || entry.name === '.git') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) copyContext(to, path);
    else if (!isIgnored(path)) cpSync(join(ROOT, path), join(to, path));
  }
}

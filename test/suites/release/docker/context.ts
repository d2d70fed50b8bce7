import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { ROOT } from '../../../support/paths.js';

const filter = dockerignore
  .default({ ignorecase: false })
  .add(readFileSync(join(ROOT, '.dockerignore'), 'utf8'));

/** Whether `.dockerignore` excludes a path. */
export const isIgnored = (path: string): boolean => filter.ignores(path);

/** Copies the build context: the working folder without what `.dockerignore` excludes. */
export function copyContext(to: string, folder = ''): void {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    // Both are large and completely ignored, which the test checks by name.
    if (entry.name === 'node_modules' || entry.name === '.git') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) copyContext(to, path);
    else if (!isIgnored(path)) cpSync(join(ROOT, path), join(to, path));
  }
}

import { execFileSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import type { Written } from '../../clients/write.js';

/** What became of each file, and what a person should know of it. */
export function report(written: readonly Written[]): string[] {
  return written.flatMap(({ path, did, backup }) => [
    `${path}: ${did}${backup === undefined ? '' : `, the old text is in ${basename(backup)}`}`,
    ...(basename(path) === '.env' && isTrackable(path)
      ? [`  It holds a secret, and git would take it: add .env to ${dirname(path)}/.gitignore.`]
      : []),
  ]);
}

/** In a working tree of git, and not ignored. */
function isTrackable(path: string): boolean {
  try {
    // Without what its configuration may name to be run.
    execFileSync('git', ['-c', 'core.fsmonitor=false', 'check-ignore', '-q', path], {
      cwd: dirname(path),
      stdio: 'ignore',
      timeout: 5_000,
    });
    return false;
  } catch (error) {
    // 1: not ignored; 128: no working tree; no number: no git.
    return (error as { status?: unknown }).status === 1;
  }
}

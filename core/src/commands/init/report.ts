import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Written } from '../../clients/write.js';

/** What became of each file, and what a person should know of it. */
export function report(written: readonly Written[]): string[] {
  return written.flatMap(({ path, did, backup }) => [
    `${path}: ${did}${backup === undefined ? '' : `, backup in ${basename(backup)}`}`,
    ...(basename(path) === '.env' ? warning(path, 'It contains a secret', '.env') : []),
    ...gitWouldTake(backup),
  ]);
}

/** The text that was there may have had a password in it. */
export function gitWouldTake(backup: string | undefined): string[] {
  return backup === undefined ? [] : warning(backup, 'The backup may contain a secret', '*.backup-*');
}

function warning(path: string, why: string, pattern: string): string[] {
  const real = realpathSync(path);
  return isTrackable(real)
    ? [`  ${why}, and git does not ignore it. Add ${pattern} to ${dirname(real)}/.gitignore.`]
    : [];
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

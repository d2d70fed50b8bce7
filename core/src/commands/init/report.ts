import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Written } from '../../clients/write.js';

/** What happened to each file, and what the user should know about it. */
export function report(written: readonly Written[]): string[] {
  return written.flatMap(({ path, did, backup }) => [
    `${path}: ${did}${backup === undefined ? '' : `, backup in ${basename(backup)}`}`,
    ...(basename(path) === '.env' ? warning(path, 'It contains a secret', '.env') : []),
    ...gitWouldTake(backup),
  ]);
}

/** The old text may have contained a password. */
export function gitWouldTake(backup: string | undefined): string[] {
  return backup === undefined ? [] : warning(backup, 'The backup may contain a secret', '*.backup-*');
}

function warning(path: string, why: string, pattern: string): string[] {
  const real = realpathSync(path);
  return isTrackable(real)
    ? [`  ${why}, and git does not ignore it. Add ${pattern} to ${dirname(real)}/.gitignore.`]
    : [];
}

/** True if the file is in a git working tree and not ignored. */
function isTrackable(path: string): boolean {
  try {
    // Without running programs that the repository's configuration may name.
    execFileSync('git', ['-c', 'core.fsmonitor=false', 'check-ignore', '-q', path], {
      cwd: dirname(path),
      stdio: 'ignore',
      timeout: 5_000,
    });
    return false;
  } catch (error) {
    // 1: not ignored. 128: no working tree. Not a number: git is not installed.
    return (error as { status?: unknown }).status === 1;
  }
}

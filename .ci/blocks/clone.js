import { execFileSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

/** Copies the working tree: the files that git has or would take, with the packages of `npm ci` and nothing built. */
export function cloneInto(clone) {
  const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 });
  for (const file of git('ls-files', '-coz', '--exclude-standard').split('\0')) {
    if (file !== '' && existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(clone, file));
  }
  for (const modules of ['node_modules', 'core/node_modules', 'test/node_modules']) {
    if (existsSync(join(ROOT, modules))) copyLinked(join(ROOT, modules), join(clone, dirname(modules)));
  }
}

/** Hard links save most of the time, where both folders are on one disk. */
function copyLinked(from, to) {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' });
  } catch {
    execFileSync('cp', ['-a', from, to]);
  }
}

import { execFile } from 'node:child_process';
import { chmodSync, existsSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder, write } from '../../support/temporary.js';

/** The parts of a clone after `npm ci && npm run build` that the documentation mentions. */
const PARTS = ['dist', 'core', 'docs', 'examples', 'node_modules', 'plugins', 'test'];
const FILES = ['package.json', 'kestra-mcp.config.ts'];

/** A folder that looks like a clone to commands that only read it. What they write stays in it. */
export function clone(inside = ''): string {
  const folder = temporaryFolder();
  const root = join(folder, inside);
  // Programs on the PATH: an installed package, and an npx that downloads nothing.
  const start = `exec "${process.execPath}" "${ROOT}/dist/bin.js"`;
  write(folder, {
    'bin/kestra-mcp': `#!/bin/sh\n${start} "$@"\n`,
    'bin/npx': `#!/bin/sh\n[ "$1 $2" = "-y kestra-mcp" ] || exit 1\nshift 2\n${start} "$@"\n`,
  });
  for (const name of ['kestra-mcp', 'npx']) chmodSync(join(folder, 'bin', name), 0o755);
  if (inside !== '') write(root, { '.keep': '' });
  for (const part of [...PARTS, ...FILES]) {
    if (existsSync(join(ROOT, part))) symlinkSync(join(ROOT, part), join(root, part));
  }
  return folder;
}

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a script as CI does, with an empty stdin. */
export function shell(script: string, cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const path = [join(cwd, 'bin'), dirname(process.execPath), process.env.PATH].join(':');
  const options = { cwd, env: { PATH: path, HOME: cwd, ...env }, timeout: 100_000 };
  return new Promise((resolve) => {
    const child = execFile(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script],
      options,
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr });
      },
    );
    child.stdin?.end();
  });
}

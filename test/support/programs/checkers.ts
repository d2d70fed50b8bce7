import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths.js';

const FOLDER = join(ROOT, 'test', 'conformance');
const PYTHON = join(FOLDER, 'node_modules', '.venv', 'bin', 'python');

/** The output of a program, however it ended. */
export interface Said {
  code: number;
  stdout: string;
  stderr: string;
}

interface Around {
  env: Record<string, string>;
  cwd: string;
}

/** Why the Python clients are skipped, or undefined if they are available. */
export const noPython = existsSync(PYTHON) ? undefined : 'there is no python3 of 3.10 or later';

/** Runs `conformance` or `mcp-inspector` from the package test/conformance, with its own Node. */
export function checker(name: string, args: readonly string[], around: Around): Promise<Said> {
  const file = join(FOLDER, 'node_modules', '.bin', name);
  if (!existsSync(file))
    throw new Error(`There is no ${file}: run "node test/conformance/prepare.js" first.`);
  return said(join(FOLDER, 'node_modules', '.bin', 'node'), [file, ...args], around);
}

/** Runs a script with the Python that has the clients installed. */
export function python(args: readonly string[], around: Around): Promise<Said> {
  return said(PYTHON, args, around);
}

function said(command: string, args: readonly string[], { env, cwd }: Around): Promise<Said> {
  const options = { cwd, env: { PATH: process.env.PATH ?? '', ...env }, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
    );
  });
}

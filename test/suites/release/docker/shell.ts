import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Longest time for one RUN, in milliseconds. */
const PATIENCE = 240_000;

/** Runs a command as a builder does, without the variables that npm sets for this repository. */
export async function shell(line: string, cwd: string, env: Record<string, string>): Promise<string> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(package|lifecycle|command|config_local_prefix)|INIT_CWD|NODE_OPTIONS)/i.test(name),
  );
  const options = { cwd, env: { ...Object.fromEntries(inherited), ...env }, timeout: PATIENCE };
  return (await promisify(execFile)('sh', ['-c', line], options)).stdout;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const LIMIT_MS = 30 * 60_000;
const MOST_SHOWN = 4_000;

/**
 * Runs commands in bash as a reader does, who stops at the first one that fails. Resolves to all that they print, which `onText` gets
 * as it comes, and to the folder that they end in.
 */
export async function run(commands, { cwd, env, folder }, onText = () => undefined) {
  const end = join(folder, 'cwd');
  const script = `exec 2>&1\n${stopping(commands)}\npwd > '${end}'\n`;
  const options = { cwd, env, stdio: ['ignore', 'pipe', 'inherit'], timeout: LIMIT_MS };
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], options);
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text;
    onText(text);
  });
  const [code, signal] = await once(child, 'close');
  if (code !== 0)
    throw new Error(`The commands exited with ${signal ?? `code ${code}`}. They printed:\n${endOf(printed)}`);
  return { printed, cwd: readFileSync(end, 'utf8').trim() };
}

/** With `-e`, bash does not stop if `a` fails in `a && b` and more lines follow. As lines of their own, it does. */
function stopping(commands) {
  return commands.replaceAll(' && ', '\n');
}

export function endOf(printed) {
  return printed.length > MOST_SHOWN ? `…${printed.slice(-MOST_SHOWN)}` : printed;
}

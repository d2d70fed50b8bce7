import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const LIMIT_MS = 600_000;
const MOST_SHOWN = 4_000;

/** A folder that is removed when this process ends. */
export function temporary() {
  const folder = mkdtempSync(join(tmpdir(), 'kestra-mcp-examples-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A clone of the working tree: the files that git has or would take, with the packages of `npm ci` and nothing built. */
export function cloneOf(root) {
  const clone = temporary();
  const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  for (const file of git('ls-files', '-coz', '--exclude-standard').split('\0')) {
    if (file !== '' && existsSync(join(root, file))) cpSync(join(root, file), join(clone, file));
  }
  for (const modules of ['node_modules', 'core/node_modules', 'test/node_modules']) {
    if (existsSync(join(root, modules))) copyLinked(join(root, modules), join(clone, dirname(modules)));
  }
  return clone;
}

/** Hard links save most of the time, where both folders are on one disk. */
function copyLinked(from, to) {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' });
  } catch {
    execFileSync('cp', ['-a', from, to]);
  }
}

/** Runs commands in bash, with a home of their own; resolves to all that they print, and throws if one fails. */
export async function run(commands, cwd, variables = {}) {
  const { PATH, LANG, npm_config_cache = join(process.env.HOME ?? '', '.npm') } = process.env;
  const env = { PATH, LANG, npm_config_cache, HOME: temporary(), NO_COLOR: '1', ...variables };
  const script = `exec 2>&1\n${commands}`;
  const options = { cwd, env, stdio: ['ignore', 'pipe', 'inherit'], timeout: LIMIT_MS };
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], options);
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text;
  });
  const [code, signal] = await once(child, 'close');
  if (code !== 0)
    throw new Error(`The commands exited with ${signal ?? `code ${code}`}. They printed:\n${endOf(printed)}`);
  return printed;
}

export function endOf(printed) {
  return printed.length > MOST_SHOWN ? `…${printed.slice(-MOST_SHOWN)}` : printed;
}

import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
const REPOSITORY = 'https://github.com/kestra-mcp/kestra-mcp';
const BLOCK_MS = 20 * 60_000;

/** Node and git, and what their scripts and a reader's shell take for granted. */
const PROGRAMS = [
  ...[
    'node',
    'npm',
    'npx',
    'git',
    'sh',
    'bash',
    'env',
    'cat',
    'cp',
    'mv',
    'rm',
    'ls',
    'mkdir',
    'chmod',
    'dirname',
  ],
  ...[
    'basename',
    'uname',
    'sed',
    'grep',
    'head',
    'tail',
    'sleep',
    'pwd',
    'touch',
    'true',
    'base64',
    'printf',
  ],
];

/** A folder to work in, with a HOME and a PATH of its own. `git clone` of our address takes what is committed here. */
export function makePlace() {
  const folder = mkdtempSync(join(tmpdir(), 'kestra-mcp-readme-'));
  const [home, bin, work] = ['home', 'bin', 'work'].map((name) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  });
  for (const name of PROGRAMS) {
    const path = found(name);
    if (path) symlinkSync(path, join(bin, name));
  }
  const config = `[url "file://${ROOT}"]\n\tinsteadOf = ${REPOSITORY}\n[safe]\n\tdirectory = *\n`;
  writeFileSync(join(home, '.gitconfig'), config);
  const env = { PATH: bin, HOME: home, TMPDIR: tmpdir(), GIT_PROGRESS_DELAY: '600', ...npmSettings() };
  return { folder, home, work, env, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function found(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((each) => join(each, name)).find((path) => existsSync(path));
}

/** The registry and the cache of packages stay: they save downloads, and change nothing. */
function npmSettings() {
  const setting = (name) => execFileSync('npm', ['config', 'get', name], { encoding: 'utf8' }).trim();
  const certificates = process.env.NODE_EXTRA_CA_CERTS;
  return {
    npm_config_registry: setting('registry'),
    npm_config_cache: setting('cache'),
    ...(certificates && { NODE_EXTRA_CA_CERTS: certificates }),
  };
}

/** Runs a block in bash, from where the one before has left off, and returns where it has left off itself. */
export function runBlock(content, { cwd, env, folder }) {
  const end = join(folder, 'cwd');
  // As a reader would stop: at the first command that fails.
  const script = `set -eo pipefail\n${content}\npwd > '${end}'\n`;
  const child = spawn('bash', ['--noprofile', '--norc', '-c', script], {
    ...{ cwd, env, timeout: BLOCK_MS },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0) resolve(readFileSync(end, 'utf8').trim());
      else reject(new Error(`The command exited with ${signal ?? `code ${code}`}.`));
    });
  });
}

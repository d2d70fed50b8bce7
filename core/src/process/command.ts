import { existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join, relative, resolve, sep } from 'node:path';
import { HOST_FOLDER } from './here.js';

/** How a process was started. */
export interface StartedAs {
  /** The script path that was passed to Node. */
  script: string;
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
}

const NAME = 'kestra-mcp';

/**
 * The command that starts this program here: `kestra-mcp` if it is on the PATH, otherwise what was typed. Programs that
 * embed the host and the generated docs use the plain name.
 */
export function command(...words: readonly string[]): string {
  const { argv, env } = process;
  const given = { script: argv[1] ?? '', cwd: process.cwd(), env };
  return [commandOf(given, join(HOST_FOLDER, 'bin.js'), words[0]), ...words].join(' ');
}

/** `first` is the word after the command: `npm start` needs its own flags first, and these commands must come first. */
export function commandOf({ script, cwd, env }: StartedAs, main: string, first?: string): string {
  if (!isSame(script, main)) return NAME;
  const isStarted = env.npm_lifecycle_event === 'start' && env.npm_package_name === NAME;
  if (isStarted && first !== 'init' && first !== 'trust') return 'npm start --';
  if (isOnPath(script, env)) return NAME;
  if (isInstalledFor(cwd, main)) return `npx ${NAME}`;
  const inside = relative(cwd, script);
  const short = inside.startsWith('..') || resolve(inside) === inside ? script : inside;
  return `node ${quoted(short)}`;
}

/** Quotes a word for a shell so that it is taken literally. In double quotes, `$` would be expanded. */
export function quoted(word: string, platform = process.platform): string {
  if (platform === 'win32') return /[^\w@%+=:,./\\-]/.test(word) ? `"${word}"` : word;
  return /[^\w@%+=:,./-]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : word;
}

function isSame(script: string, main: string): boolean {
  try {
    return realpathSync(script) === realpathSync(main);
  } catch {
    return false;
  }
}

/** Started by name, found by a shell. npx and npm scripts add folders to the PATH and remove them again. */
function isOnPath(script: string, { PATH = '' }: StartedAs['env']): boolean {
  if (basename(script) !== NAME || script.split(sep).includes('node_modules')) return false;
  return PATH.split(delimiter).includes(dirname(script));
}

/** npx then uses it from there and asks no registry. */
function isInstalledFor(cwd: string, main: string): boolean {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const installed = join(folder, 'node_modules', NAME, 'dist', 'bin.js');
    if (existsSync(installed) && isSame(installed, main)) return true;
    if (dirname(folder) === folder) return false;
  }
}

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../paths.js';
import { temporaryFolder } from '../temporary.js';

/** Tarballs, cached by their content, so that each package is packed only once. */
const CACHE = join(ROOT, 'node_modules', '.cache', 'kestra-mcp-packed');
const HOUR = 3_600_000;

interface Manifest {
  name: string;
  files?: string[];
}

/**
 * The tarball of a package of this repository, by its folder. The published server is ''. The package must be built.
 */
export async function packed(folder: string): Promise<string> {
  const source = join(ROOT, folder);
  const { name, files = [] } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Manifest;
  const hash = createHash('sha256');
  for (const file of ['package.json', ...files].flatMap((entry) => filesAt(source, entry)))
    hash.update(relative(source, file)).update('\0').update(readFileSync(file));
  const flat = name.replace('@', '').replace('/', '-');
  const tarball = join(CACHE, `${flat}-${hash.digest('hex').slice(0, 16)}.tgz`);
  if (existsSync(tarball)) return tarball;
  mkdirSync(CACHE, { recursive: true });
  for (const old of readdirSync(CACHE).map((entry) => join(CACHE, entry)))
    if (Date.now() - statSync(old).mtimeMs > HOUR) rmSync(old, { recursive: true, force: true });
  // Pack into another folder and then move it, because another process may be packing the same package.
  const apart = mkdtempSync(join(CACHE, 'new-'));
  await npm(ROOT, 'pack', source, '--ignore-scripts', '--pack-destination', apart);
  const [made = ''] = readdirSync(apart);
  renameSync(join(apart, made), tarball);
  rmSync(apart, { recursive: true });
  return tarball;
}

/** Installs these tarballs, and no others of ours, in a new folder outside the repository, as a user does. */
export async function installed(...tarballs: readonly string[]): Promise<string> {
  const folder = temporaryFolder({ 'package.json': '{ "private": true }' });
  await npm(folder, 'install', ...tarballs, '--prefer-offline', '--no-audit', '--no-fund');
  return folder;
}

/** The server's bin in such a folder. */
export function installedEntry(folder: string): string {
  return join(folder, 'node_modules', 'kestra-mcp', 'dist', 'bin.js');
}

/** Runs npm, or npx with `exec`. Returns the output. */
export async function npm(cwd: string, ...args: readonly string[]): Promise<string> {
  const options = { cwd, env: outsideOfNpm(), timeout: 180_000 };
  return (await promisify(execFile)('npm', [...args], options)).stdout;
}

/**
 * The environment without the variables of the npm that runs the tests. With them, child processes would use this
 * repository as their project.
 */
export function outsideOfNpm(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(package|lifecycle|command|config_local_prefix)|INIT_CWD)/i.test(name),
  );
  return Object.fromEntries(inherited);
}

/** The files that match an entry in a package's `files`. */
function filesAt(source: string, entry: string): string[] {
  if (entry.startsWith('!')) return [];
  const path = join(source, entry);
  if (!existsSync(path)) throw new Error(`There is no ${path}: run "npm run build" first.`);
  if (!statSync(path).isDirectory()) return [path];
  const within = readdirSync(path, { recursive: true, withFileTypes: true });
  return within
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .sort();
}

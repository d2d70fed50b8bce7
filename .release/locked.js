/**
 * Installs a packed server into a folder. Its dependencies have exactly the versions and the checksums of this repository's lock file:
 * node .release/locked.js <tarball> <folder>
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

export function installLocked(tarball, folder) {
  const place = join(folder, 'node_modules', 'kestra-mcp');
  mkdirSync(place, { recursive: true });
  // npm ci empties node_modules, so the dependencies come first.
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const own = { name: 'image', private: true, dependencies };
  write(folder, 'package.json', own);
  write(folder, 'package-lock.json', {
    name: own.name,
    lockfileVersion: 3,
    requires: true,
    packages: { '': own, ...closure(lock.packages, dependencies) },
  });
  npm(folder, 'ci', '--omit=dev', '--ignore-scripts');
  mkdirSync(place, { recursive: true });
  execFileSync('tar', ['-xzf', resolve(tarball), '-C', place, '--strip-components=1']);
  for (const name of ['package.json', 'package-lock.json', 'node_modules/.package-lock.json'])
    rmSync(join(folder, name), { force: true });
}

/** The entries of the lock file that these dependencies need, with their names there. */
export function closure(packages, dependencies = {}, from = '', found = {}) {
  for (const name of Object.keys(dependencies)) {
    const key = placeOf(packages, name, from);
    if (key in found) continue;
    found[key] = packages[key];
    closure(packages, packages[key].dependencies, key, found);
  }
  return found;
}

/** Node looks next to the package that imports, then further up. */
function placeOf(packages, name, from) {
  for (let above = from; ; above = above.slice(0, Math.max(0, above.lastIndexOf('/node_modules/')))) {
    const key = above === '' ? `node_modules/${name}` : `${above}/node_modules/${name}`;
    if (key in packages) return key;
    if (above === '') throw new Error(`The lock file does not have ${name}.`);
  }
}

/** The dependencies of the installed server, with their entries in the lock file. */
export function lockedDependencies() {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return Object.entries(closure(lock.packages, dependencies)).map(([key, entry]) => ({
    name: key.slice(key.lastIndexOf('node_modules/') + 'node_modules/'.length),
    ...entry,
  }));
}

/** Runs `npm ci` in a folder, unless the lock file has not changed. */
export function installOnce(folder) {
  const stamp = join(folder, 'node_modules', '.installed');
  const hash = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  npm(folder, 'ci', '--ignore-scripts');
  writeFileSync(stamp, hash);
}

export function npm(cwd, ...args) {
  // Drop what the npm that runs this script has set. Child processes would use this repository as their project.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(package|lifecycle|command|config_local_prefix)|INIT_CWD)/i.test(name),
  );
  const options = { cwd, env: Object.fromEntries(inherited), stdio: ['ignore', 'ignore', 'inherit'] };
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], options);
}

function write(folder, name, value) {
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const [tarball, folder] = process.argv.slice(2);
  installLocked(tarball, folder);
}

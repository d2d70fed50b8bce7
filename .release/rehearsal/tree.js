/**
 * Copies this repository, as it is in the working folder, and gives it its own origin, like the checkout on a runner.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Creates `tree` and `origin.git` in a folder, and returns the tree. Packages must be installed and built before. */
export function copyTree(folder) {
  const tree = join(folder, 'tree');
  const files = git(ROOT, 'ls-files', '--cached', '--others', '--exclude-standard', '-z').split('\0');
  for (const file of files) if (file !== '' && existsSync(join(ROOT, file))) copy(file, tree);
  for (const path of builtIn(ROOT)) copy(path, tree);
  for (const path of ['', ...workspaceFolders(), '.release/mcpb'].map((each) => join(each, 'node_modules')))
    link(path, tree);
  rmSync(join(tree, 'node_modules/.cache'), { recursive: true, force: true });
  git(tree, 'init', '--quiet', '--initial-branch', 'main');
  commit(tree, 'As it is');
  git(folder, 'clone', '--quiet', '--bare', tree, join(folder, 'origin.git'));
  git(tree, 'remote', 'add', 'origin', join(folder, 'origin.git'));
  return tree;
}

export function commit(tree, message) {
  git(tree, 'add', '--all');
  git(
    tree,
    '-c',
    'user.name=rehearsal',
    '-c',
    'user.email=rehearsal@example.com',
    'commit',
    '--quiet',
    '--message',
    message,
  );
}

export function git(cwd, ...args) {
  return execFileSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** The output of a build, so that the next one is fast. */
function builtIn(root) {
  const folders = workspaceFolders().map((folder) => join(folder, 'dist'));
  const manifests = workspaceFolders().map((folder) => join(folder, 'kestra-mcp.manifest.json'));
  return ['dist', ...folders, ...manifests].filter((path) => existsSync(join(root, path)));
}

function workspaceFolders() {
  const below = (folder) => readdirSync(join(ROOT, folder)).map((name) => join(folder, name));
  const folders = ['core', 'test', ...below('plugins'), ...below('examples')];
  return folders.filter((folder) => existsSync(join(ROOT, folder, 'package.json')));
}

function copy(path, tree) {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  cpSync(join(ROOT, path), join(tree, path), {
    recursive: true,
    preserveTimestamps: true,
    verbatimSymlinks: true,
  });
}

/** Uses hard links on the same disk, because nothing edits an installed file in place. */
function link(path, tree) {
  if (!existsSync(join(ROOT, path))) return;
  const [from, to] = [join(ROOT, path), join(tree, path)];
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' });
  } catch {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
}

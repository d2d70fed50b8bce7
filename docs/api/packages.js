/** The packages of the workspace, and how their versions go together. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const CORE = '@kestra-mcp/core';

/** Every workspace: its folder and its package.json. */
export function workspaces(root) {
  const folders = readPackage(root, '.').workspaces.flatMap((pattern) => expand(root, pattern));
  return folders.map((folder) => ({ folder, json: readPackage(root, folder) }));
}

/** The workspaces that are published; the root is as well, but changesets does not know it. */
export function published(root) {
  return workspaces(root).filter(({ json }) => !json.private);
}

/**
 * All that is released has one version, and each range on one of our packages is that version. Changesets sees to the
 * versions of the workspaces; this to the root's, and to the ranges. (Changesets would make a new minor version of core
 * a new major version of its plugins, since core is their peer dependency; `bumpVersionsWithWorkspaceProtocolOnly` in
 * its configuration keeps it from that.)
 */
export function alignVersions(root) {
  const packages = published(root);
  const { version } = packages.find(({ json }) => json.name === CORE).json;
  const names = new Set(packages.map(({ json }) => json.name));
  const host = { folder: '.', json: { ...readPackage(root, '.'), version } };
  for (const { folder, json } of [host, ...workspaces(root)]) {
    for (const kind of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
      for (const name of Object.keys(json[kind] ?? {})) if (names.has(name)) json[kind][name] = `^${version}`;
    }
    writeFileSync(join(root, folder, 'package.json'), `${JSON.stringify(json, null, 2)}\n`);
  }
}

function expand(root, pattern) {
  if (!pattern.endsWith('/*')) return [pattern];
  const parent = pattern.slice(0, -2);
  if (!existsSync(join(root, parent))) return [];
  const folders = readdirSync(join(root, parent)).map((name) => `${parent}/${name}`);
  return folders.filter((folder) => existsSync(join(root, folder, 'package.json'))).sort();
}

function readPackage(root, folder) {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}

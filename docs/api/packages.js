/** The packages of the workspace and their versions. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const CORE = '@kestra-mcp/core';

/** All workspaces, each with its folder and package.json. */
export function workspaces(root) {
  const folders = readPackage(root, '.').workspaces.flatMap((pattern) => expand(root, pattern));
  return folders.map((folder) => ({ folder, json: readPackage(root, folder) }));
}

/** The published workspaces. The root is published too, but changesets does not handle it. */
export function published(root) {
  return workspaces(root).filter(({ json }) => !json.private);
}

/**
 * Gives the root, and all version ranges between the packages, the version that changesets has given the workspaces. All
 * released packages share one version. (Since core is a peer dependency of the plugins, changesets would turn a minor
 * version of core into a major version of the plugins. `bumpVersionsWithWorkspaceProtocolOnly` prevents that.)
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

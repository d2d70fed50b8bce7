import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { readLimitedSync } from '../foundation/read-limited.js';

/** The parts of a package.json that describe its main module, its workspaces and its name. */
export interface PackageJson {
  name?: unknown;
  main?: unknown;
  exports?: unknown;
  workspaces?: unknown;
}

const FIRST_PARTY = '@kestra-mcp';

/**
 * The packages that a name may mean: for `sla` a first-party package, then a community one, then `sla` itself. For
 * `@acme/sla` also `@acme/kestra-mcp-sla`.
 */
export function packagesMeant(name: string): string[] {
  const [scope, short = ''] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const prefixed = ['kestra-mcp-', 'kestra-mcp-plugin-'];
  if (short.startsWith('kestra-mcp-') || scope === FIRST_PARTY) return [name];
  if (scope !== undefined) return [name, ...prefixed.map((prefix) => `${scope}/${prefix}${short}`)];
  return [`${FIRST_PARTY}/plugin-${name}`, ...prefixed.map((prefix) => `${prefix}${name}`), name];
}

/**
 * Finds a package that a configuration file in this folder names. Undefined if it is in no folder that belongs to the
 * file.
 */
export function findPackage(name: string, folder: string): string | undefined {
  return belongingTo(folder)
    .map((place) => join(place, 'node_modules', name))
    .find((place) => existsSync(join(place, 'package.json')));
}

/**
 * The folders whose packages belong to a file: its own folder, the folder of its package, and the workspace that lists
 * this package. Other parent folders may belong to anyone.
 */
export function belongingTo(folder: string): string[] {
  const own = withPackage(folder);
  if (own === undefined) return [folder];
  const root = above(own).find((place) => isWorkspaceOf(place, own));
  return [...new Set([folder, own, ...(root === undefined ? [] : [root])])];
}

/** The main module: the `.` import of `exports`, or else `main`. */
export function mainOf({ exports, main }: PackageJson): string | undefined {
  let target = exports;
  while (typeof target === 'object' && target !== null) {
    const conditions = target as Record<string, unknown>;
    target = conditions['.'] ?? conditions.import ?? conditions.node ?? conditions.default;
  }
  if (typeof target === 'string') return target;
  return typeof main === 'string' ? main : undefined;
}

/** The content of a package.json. Empty if it cannot be read. */
export function packageJson(folder: string): PackageJson | undefined {
  try {
    // The file may contain anything, even `null`.
    return Object(JSON.parse(readLimitedSync(join(folder, 'package.json')))) as PackageJson;
  } catch {
    return undefined;
  }
}

function withPackage(folder: string): string | undefined {
  return [folder, ...above(folder)].find((place) => existsSync(join(place, 'package.json')));
}

/** The parent folders, nearest first. */
function above(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [] : [parent, ...above(parent)];
}

function isWorkspaceOf(root: string, member: string): boolean {
  const { workspaces } = packageJson(root) ?? {};
  const listed = Array.isArray(workspaces) ? workspaces : (workspaces as { packages?: unknown })?.packages;
  if (!Array.isArray(listed)) return false;
  const path = relative(root, member).split(sep);
  return listed.some((pattern) => typeof pattern === 'string' && matches(pattern.split('/'), path));
}

/** As npm interprets `workspaces`: `*` matches within one name, `**` any folders. */
function matches([part, ...parts]: readonly string[], [name, ...names]: readonly string[]): boolean {
  if (part === undefined) return name === undefined;
  if (part === '' || part === '.') return matches(parts, name === undefined ? [] : [name, ...names]);
  if (part === '**') {
    if (matches(parts, name === undefined ? [] : [name, ...names])) return true;
    return name !== undefined && matches([part, ...parts], names);
  }
  if (name === undefined) return false;
  const literal = part.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(name) && matches(parts, names);
}
